rem On a DNS server, in a command prompt opened as administrator.
rem Only for the forest that this file is named after.
rem Records are added; nothing that exists is replaced or removed.
dnscmd . /recordadd contoso.com. mail.contoso.com. 3600 A 10.1.0.10
dnscmd . /recordadd contoso.com. mail.contoso.com. 3600 AAAA fd00:1::10
dnscmd . /recordadd contoso.com. autodiscover.contoso.com. 3600 CNAME mail.contoso.com.
dnscmd . /zoneadd emea.contoso.com. /dsprimary
dnscmd . /recordadd emea.contoso.com. autodiscover.emea.contoso.com. 3600 CNAME mail.contoso.com.
