rem On a DNS server, in a command prompt opened as administrator.
rem Records are added; nothing that exists is replaced or removed.
dnscmd . /recordadd contoso.com. mail.contoso.com. 3600 A 10.1.0.10
dnscmd . /recordadd contoso.com. mail.contoso.com. 3600 AAAA fd00:1::10
dnscmd . /recordadd contoso.com. autodiscover.contoso.com. 3600 CNAME mail.contoso.com.
dnscmd . /zoneadd fabrikam.com. /dsprimary
dnscmd . /recordadd fabrikam.com. mail.fabrikam.com. 3600 A 10.2.0.10
dnscmd . /recordadd fabrikam.com. mail.fabrikam.com. 3600 AAAA fd00:2::10
dnscmd . /recordadd fabrikam.com. imap.fabrikam.com. 3600 A 10.2.0.10
dnscmd . /recordadd fabrikam.com. imap.fabrikam.com. 3600 AAAA fd00:2::10
dnscmd . /recordadd fabrikam.com. autodiscover.fabrikam.com. 3600 CNAME mail.fabrikam.com.
dnscmd . /zoneadd emea.contoso.com. /dsprimary
dnscmd . /recordadd emea.contoso.com. autodiscover.emea.contoso.com. 3600 CNAME mail.contoso.com.
dnscmd . /zoneadd fabrikam.co.uk. /dsprimary
dnscmd . /recordadd fabrikam.co.uk. autodiscover.fabrikam.co.uk. 3600 CNAME mail.fabrikam.com.
