# Records of this view: internal
# For DNS servers of this forest only: contoso
# Plan of 2026-11-22
# For the DnsServer module (Windows Server 2012 and later), on a DNS server.
# What is there already is refused: a second run changes nothing.

# Additions to zone contoso.com
Add-DnsServerResourceRecordA -ZoneName 'contoso.com' -Name 'mail' -IPv4Address '10.1.0.10' -TimeToLive '01:00:00'
Add-DnsServerResourceRecordAAAA -ZoneName 'contoso.com' -Name 'mail' -IPv6Address 'fd00:1::10' -TimeToLive '01:00:00'
Add-DnsServerResourceRecordCName -ZoneName 'contoso.com' -Name 'autodiscover' -HostNameAlias 'mail.contoso.com.' -TimeToLive '01:00:00'

# New zone emea.contoso.com
Add-DnsServerPrimaryZone -Name 'emea.contoso.com' -ReplicationScope 'Forest'
Add-DnsServerResourceRecordCName -ZoneName 'emea.contoso.com' -Name 'autodiscover' -HostNameAlias 'mail.contoso.com.' -TimeToLive '01:00:00'
