rem On a DNS server, in a command prompt opened as administrator.
rem Only for the forest that this file is named after.
rem Records are added; nothing that exists is replaced or removed.
dnscmd . /zoneadd fabrikam.com. /dsprimary
dnscmd . /recordadd fabrikam.com. mail.fabrikam.com. 3600 A 10.2.0.10
dnscmd . /recordadd fabrikam.com. mail.fabrikam.com. 3600 AAAA fd00:2::10
dnscmd . /recordadd fabrikam.com. imap.fabrikam.com. 3600 A 10.2.0.10
dnscmd . /recordadd fabrikam.com. imap.fabrikam.com. 3600 AAAA fd00:2::10
dnscmd . /recordadd fabrikam.com. autodiscover.fabrikam.com. 3600 CNAME mail.fabrikam.com.
dnscmd . /zoneadd fabrikam.co.uk. /dsprimary
dnscmd . /recordadd fabrikam.co.uk. autodiscover.fabrikam.co.uk. 3600 CNAME mail.fabrikam.com.
