# Records of this view: internal
# For DNS servers of this forest only: fabrikam
# Plan of 2026-11-22
# For the DnsServer module (Windows Server 2012 and later), on a DNS server.
# What is there already is refused: a second run changes nothing.

# New zone fabrikam.com
Add-DnsServerPrimaryZone -Name 'fabrikam.com' -ReplicationScope 'Forest'
Add-DnsServerResourceRecordA -ZoneName 'fabrikam.com' -Name 'mail' -IPv4Address '10.2.0.10' -TimeToLive '01:00:00'
Add-DnsServerResourceRecordAAAA -ZoneName 'fabrikam.com' -Name 'mail' -IPv6Address 'fd00:2::10' -TimeToLive '01:00:00'
Add-DnsServerResourceRecordA -ZoneName 'fabrikam.com' -Name 'imap' -IPv4Address '10.2.0.10' -TimeToLive '01:00:00'
Add-DnsServerResourceRecordAAAA -ZoneName 'fabrikam.com' -Name 'imap' -IPv6Address 'fd00:2::10' -TimeToLive '01:00:00'
Add-DnsServerResourceRecordCName -ZoneName 'fabrikam.com' -Name 'autodiscover' -HostNameAlias 'mail.fabrikam.com.' -TimeToLive '01:00:00'

# New zone fabrikam.co.uk
Add-DnsServerPrimaryZone -Name 'fabrikam.co.uk' -ReplicationScope 'Forest'
Add-DnsServerResourceRecordCName -ZoneName 'fabrikam.co.uk' -Name 'autodiscover' -HostNameAlias 'mail.fabrikam.com.' -TimeToLive '01:00:00'
