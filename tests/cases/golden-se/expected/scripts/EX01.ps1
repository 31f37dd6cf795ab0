# Commands for server EX01
# For Exchange Server Subscription Edition RTM, plan of 2026-11-22
# Run it in the Exchange Management Shell, opened as administrator.
# It stops before each step: others may have work to do in between, which
# checklist.md has in its place. The way back stands below each step.

# ---- Step 1: Save the present settings of EX01
# Id: fabrikam/Augsburg/record-current-state/EX01
# Before: An account in the role group Organization Management or Server Management that is also in the local Administrators group of EX01, for this and all later steps on the server.
# Before: The Exchange Management Shell on EX01 itself, opened with Run as administrator where Windows offers it.
# Before: That shell is connected to ex01.ad.fabrikam.com, as its first lines say; it may choose another server by itself. Commands that could be run on the wrong one name EX01, but files that Exchange writes land where the shell is connected.
# Do: The commands make the folder C:\casplan. It will hold certificates with their private keys, so they let only Administrators and SYSTEM in.
# Do: Run the commands. An error that a virtual directory does not exist only says that there is nothing to save of it.
# Do: Note the certificate that web browsers see now: open https://mail.fabrikam.com/owa and keep its serial number and end date.
# Do: If EX01 has just been installed: give its service connection point the address of the servers that were there before (AutoDiscoverServiceInternalUri), at once. Outlook inside finds a new one within minutes, and warns about its certificate.
# Do: Ask the owners of the DNS zones for the records that exist now, and to lower the TTL of those that will change to 300 seconds, one old TTL before the change.
# Do: Copy C:\casplan\before to another computer.
$null = Read-Host -Prompt 'Step 1: Save the present settings of EX01. Press Enter to run it, Ctrl+C to stop'
New-Item -Path 'C:\casplan\before' -ItemType Directory -Force
icacls.exe 'C:\casplan' /inheritance:r /grant:r '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F'
ipconfig.exe /all | Out-File -FilePath 'C:\casplan\before\ipconfig.txt' -NoClobber
Get-ExchangeCertificate -Server 'EX01' | Format-List | Out-File -FilePath 'C:\casplan\before\certificates.txt' -NoClobber
Get-ExchangeCertificate -Server 'EX01' | Select-Object -Property Thumbprint, Subject, Services, NotAfter, IsSelfSigned | Export-Csv -Path 'C:\casplan\before\certificates.csv' -NoTypeInformation -NoClobber
netsh.exe http show sslcert | Out-File -FilePath 'C:\casplan\before\sslcert.txt' -NoClobber
Get-ClientAccessService -Identity 'EX01' | Export-Clixml -Path 'C:\casplan\before\scp.xml' -NoClobber
Get-OutlookAnywhere -Identity 'EX01\Rpc (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\outlook-anywhere.xml' -NoClobber
Get-OutlookProvider -Identity EXPR | Export-Clixml -Path 'C:\casplan\before\outlook-provider.xml' -NoClobber
Get-OabVirtualDirectory -Identity 'EX01\OAB (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\oab.xml' -NoClobber
Get-WebServicesVirtualDirectory -Identity 'EX01\EWS (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\ews.xml' -NoClobber
Get-OwaVirtualDirectory -Identity 'EX01\owa (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\owa.xml' -NoClobber
Get-EcpVirtualDirectory -Identity 'EX01\ecp (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\ecp.xml' -NoClobber
Get-ActiveSyncVirtualDirectory -Identity 'EX01\Microsoft-Server-ActiveSync (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\activesync.xml' -NoClobber
Get-MapiVirtualDirectory -Identity 'EX01\mapi (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\mapi.xml' -NoClobber
Get-OrganizationConfig | Format-List -Property Name, MapiHttpEnabled | Out-File -FilePath 'C:\casplan\before\organization.txt' -NoClobber
Get-ImapSettings -Server 'EX01' | Format-List | Out-File -FilePath 'C:\casplan\before\imap4.txt' -NoClobber
Get-ReceiveConnector -Server 'EX01' | Format-List | Out-File -FilePath 'C:\casplan\before\receive-connectors.txt' -NoClobber
& "$env:windir\System32\inetsrv\appcmd.exe" add backup 'casplan-before'
# Check: C:\casplan\before holds a file for every service of this server, and none of them is empty.
# Check: certificates.csv names the certificate that IIS uses now. Several may have IIS among their services, because Exchange Back End has one too: that of the clients is the one whose thumbprint is the hash of port 443 in sslcert.txt.
#   Get-ChildItem -Path 'C:\casplan\before' | Format-Table -Property Name, Length
# Way back: Nothing to take back: this step only reads. When the work is over and renewed once, delete C:\casplan, with the keys in it.

# ---- Step 3: Request the certificate mail.fabrikam.com
# Id: fabrikam/Augsburg/request-certificate/mail.fabrikam.com
# Before: The list of names is final: mail.fabrikam.com, autodiscover.fabrikam.com. Adding one later means a new certificate.
# Before: Where it may be used: on Default Web Site of the servers named in this plan, and wherever clients from outside arrive. The transport services between servers, Edge Transport servers and the web site Exchange Back End keep the self-signed certificates that Setup made. A mail connector that names a certificate (TlsCertificateName) may get this one.
# Do: Run the command for EX01 and no other server: the private key stays there, and the reply can be imported nowhere else.
# Do: The file is C:\casplan\mail.fabrikam.com.req. Do not delete the pending request: importing the reply completes it.
# Do: The key is exportable, because the certificate is needed on other machines too.
$null = Read-Host -Prompt 'Step 3: Request the certificate mail.fabrikam.com. Press Enter to run it, Ctrl+C to stop'
$request = New-ExchangeCertificate -GenerateRequest -SubjectName 'C=DE, L=Augsburg, O=Fabrikam GmbH, CN=mail.fabrikam.com' -DomainName 'mail.fabrikam.com','autodiscover.fabrikam.com' -FriendlyName 'mail.fabrikam.com' -KeySize 2048 -PrivateKeyExportable:$true -Server 'EX01'
[System.IO.File]::WriteAllBytes('C:\casplan\mail.fabrikam.com.req', [System.Text.Encoding]::ASCII.GetBytes($request))
# Check: The request lists exactly these names: mail.fabrikam.com, autodiscover.fabrikam.com. Its subject is C=DE, L=Augsburg, O=Fabrikam GmbH, CN=mail.fabrikam.com.
#   certutil.exe -dump 'C:\casplan\mail.fabrikam.com.req'
#   Get-ExchangeCertificate -Server 'EX01' | Where-Object { $_.Status -eq 'PendingRequest' } | Format-List -Property Thumbprint, Subject, CertificateDomains
# Way back: Nothing uses a request: not sending it is enough.
# Way back: To withdraw it, remove the pending request by its thumbprint with Remove-ExchangeCertificate; a reply to it can then no longer be installed.

# ---- Step 5: Install the certificate mail.fabrikam.com on EX01
# Id: fabrikam/Augsburg/install-certificate/EX01
# Before: The issued certificate as C:\casplan\mail.fabrikam.com.cer, copied to the server, and the authority's intermediate certificates.
# Do: Put the intermediate certificates into the computer's store Intermediate Certification Authorities (certutil -addstore CA with each file). Where they are missing, phones and some programs refuse the certificate although browsers accept it.
# Do: Import the reply on this server, where its key is waiting.
# Do: Then export it with its key, under a password, for whatever else must have it: further servers of this plan, a publishing server, older servers. Copy C:\casplan\mail.fabrikam.com.pfx and C:\casplan\mail.fabrikam.com.cer there. Every server behind one name must have this same certificate.
# Do: Delete C:\casplan\mail.fabrikam.com.pfx on this server when the certificate works; keep one copy, with its password elsewhere, in a safe place.
$null = Read-Host -Prompt 'Step 5: Install the certificate mail.fabrikam.com on EX01. Press Enter to run it, Ctrl+C to stop'
Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('C:\casplan\mail.fabrikam.com.cer')) -Server 'EX01'
$password = Read-Host -Prompt 'New password for the PFX file' -AsSecureString
$certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.fabrikam.com.cer'
$file = Export-ExchangeCertificate -Thumbprint $certificate.Thumbprint -BinaryEncoded:$true -Password $password -Server 'EX01'
[System.IO.File]::WriteAllBytes('C:\casplan\mail.fabrikam.com.pfx', $file.FileData)
# Check: The list shows the certificate with HasPrivateKey True, Status Valid, the names mail.fabrikam.com, autodiscover.fabrikam.com and the right end date.
# Check: Status RevocationCheckFailure means that the server cannot fetch the authority's revocation list; status Invalid means that an intermediate or root certificate is missing.
#   $certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.fabrikam.com.cer'
#   Get-ExchangeCertificate -Server 'EX01' -Thumbprint $certificate.Thumbprint | Format-List -Property Thumbprint, Subject, CertificateDomains, HasPrivateKey, Status, NotAfter, Services
# Way back: If a service uses the certificate already, first enable the one of before again (way back of enable-certificate). Then remove it by its thumbprint; its key on this server goes with it.
#   $certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.fabrikam.com.cer'
#   Remove-ExchangeCertificate -Thumbprint $certificate.Thumbprint -Server 'EX01'

# ---- Step 7: Put the certificate mail.fabrikam.com to use on EX01
# Id: fabrikam/Augsburg/enable-certificate/EX01
# Before: The certificate is installed on EX01 and its status is Valid.
# Before: A quiet hour: until the addresses that clients are given are set too, Outlook inside may warn, because it still has the old names.
# Do: Run the commands. Answer No if asked whether to overwrite the default SMTP certificate: mail between the Exchange servers relies on the one that Setup made.
# Do: Enabling for IIS also turns on Require SSL for the default web site, and so for every virtual directory that has no setting of its own.
# Do: Services can be added to a certificate but not taken away: another certificate must take them over. Keep the old certificate until everything works.
$null = Read-Host -Prompt 'Step 7: Put the certificate mail.fabrikam.com to use on EX01. Press Enter to run it, Ctrl+C to stop'
$certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.fabrikam.com.cer'
Enable-ExchangeCertificate -Thumbprint $certificate.Thumbprint -Server 'EX01' -Services IIS,IMAP,SMTP
# Check: The list shows IIS,IMAP,SMTP among the services of this certificate.
# Check: A browser that opens the server shows the new certificate (its serial number, not only its name). A name warning is expected until the addresses are changed.
#   Get-ExchangeCertificate -Server 'EX01' | Format-List -Property Thumbprint, Subject, Services, NotAfter
# Way back: Give the services back the certificates that they had, from the list saved before. The commands take a self-signed certificate first and another one last, so that the last one stays.
# Way back: Then see that port 443 has the hash that stands in C:\casplan\before\sslcert.txt (netsh http show sslcert).
# Way back: Restart what was restarted for the new one (step restart-services).
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'IIS' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Server 'EX01' -Services IIS }
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'IMAP' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Server 'EX01' -Services IMAP }

# ---- Step 10: Point the service connection point of EX01 to mail.fabrikam.com
# Id: fabrikam/Augsburg/set-scp/EX01
# Before: mail.fabrikam.com is answered inside, and the certificate on that address lists it.
# Before: To be done on every Client Access server, newly installed ones among them at once: Outlook picks one of all, and a single forgotten server is enough for warnings.
# Do: Run the command. Augsburg as site scope lets Outlook in that Active Directory site prefer this server.
# Do: Other Active Directory sites whose users should prefer it may be added to the scope, separated by commas.
$null = Read-Host -Prompt 'Step 10: Point the service connection point of EX01 to mail.fabrikam.com. Press Enter to run it, Ctrl+C to stop'
Set-ClientAccessService -Identity 'EX01' -AutoDiscoverServiceInternalUri 'https://mail.fabrikam.com/autodiscover/autodiscover.xml' -AutoDiscoverSiteScope 'Augsburg'
# Check: AutoDiscoverServiceInternalUri of EX01 is https://mail.fabrikam.com/autodiscover/autodiscover.xml, letter for letter.
# Check: After the directory has replicated: hold Ctrl, right-click the Outlook icon beside the clock, Test E-mail AutoConfiguration; the Log tab shows this address found through SCP, and no warning appears.
#   Get-ClientAccessService -Identity 'EX01' | Format-List -Property Name, AutoDiscoverServiceInternalUri, AutoDiscoverSiteScope
# Way back: Put back the saved address and scope.
#   Import-Clixml -Path 'C:\casplan\before\scp.xml' | ForEach-Object { Set-ClientAccessService -Identity 'EX01' -AutoDiscoverServiceInternalUri $_.AutoDiscoverServiceInternalUri -AutoDiscoverSiteScope @($_.AutoDiscoverSiteScope) }

# ---- Step 12: Set up Outlook Anywhere on EX01
# Id: fabrikam/Augsburg/set-outlook-anywhere/EX01
# Do: Exchange writes the settings to IIS within 15 minutes; restarting IIS does not hurry it.
# Do: With Extended Protection, on by default here, offloading must stay off and SSL be required inside and outside.
# Do: Computers inside use Outlook Anywhere or MAPI over HTTP too in this version: the internal host counts as much as the external one.
$null = Read-Host -Prompt 'Step 12: Set up Outlook Anywhere on EX01. Press Enter to run it, Ctrl+C to stop'
Set-OutlookAnywhere -Identity 'EX01\Rpc (Default Web Site)' -InternalHostname 'mail.fabrikam.com' -InternalClientsRequireSsl:$true -InternalClientAuthenticationMethod Ntlm -IISAuthenticationMethods Basic,Ntlm,Negotiate
Set-OutlookAnywhere -Identity 'EX01\Rpc (Default Web Site)' -ExternalHostname 'mail.fabrikam.com' -ExternalClientsRequireSsl:$true -ExternalClientAuthenticationMethod Negotiate
Set-OutlookAnywhere -Identity 'EX01\Rpc (Default Web Site)' -SSLOffloading:$false
# Check: The list shows the hosts and methods that the commands set.
# Check: ExternalHostname is mail.fabrikam.com.
# Check: https://mail.fabrikam.com/rpc/rpcproxy.dll asks for a password and then shows an empty page.
#   Get-OutlookAnywhere -Identity 'EX01\Rpc (Default Web Site)' | Format-List -Property Server, *Host*, *Auth*, *Ssl*, SSLOffloading
# Way back: Put back the saved hosts and methods; C:\casplan\before\outlook-anywhere.xml has them. A host that was empty is set with $null.
#   Import-Clixml -Path 'C:\casplan\before\outlook-anywhere.xml' | ForEach-Object { Set-OutlookAnywhere -Identity 'EX01\Rpc (Default Web Site)' -InternalHostname ([string]$_.InternalHostname) -InternalClientsRequireSsl $_.InternalClientsRequireSsl -InternalClientAuthenticationMethod ([string]$_.InternalClientAuthenticationMethod) -IISAuthenticationMethods @($_.IISAuthenticationMethods | ForEach-Object { [string]$_ }) }
#   Import-Clixml -Path 'C:\casplan\before\outlook-anywhere.xml' | Where-Object { $_.ExternalHostname } | ForEach-Object { Set-OutlookAnywhere -Identity 'EX01\Rpc (Default Web Site)' -ExternalHostname ([string]$_.ExternalHostname) -ExternalClientsRequireSsl $_.ExternalClientsRequireSsl -ExternalClientAuthenticationMethod ([string]$_.ExternalClientAuthenticationMethod) }
#   Import-Clixml -Path 'C:\casplan\before\outlook-anywhere.xml' | ForEach-Object { Set-OutlookAnywhere -Identity 'EX01\Rpc (Default Web Site)' -SSLOffloading $_.SSLOffloading }

# ---- Step 14: Set the addresses of the offline address book on EX01
# Id: fabrikam/Augsburg/set-oab-url/EX01
# Before: The hosts of both addresses must be on the certificate of Augsburg, which lists mail.fabrikam.com, autodiscover.fabrikam.com.
# Do: Run the command.
# Do: The internal address counts as much as the external one: if the certificate does not list its host, every Outlook inside warns.
# Do: Requiring SSL here needs a certificate that clients trust: the Windows service that downloads the address book shows no warning, it just fails.
$null = Read-Host -Prompt 'Step 14: Set the addresses of the offline address book on EX01. Press Enter to run it, Ctrl+C to stop'
Set-OabVirtualDirectory -Identity 'EX01\OAB (Default Web Site)' -InternalUrl 'https://mail.fabrikam.com/OAB' -ExternalUrl 'https://mail.fabrikam.com/OAB' -RequireSSL:$true
# Check: InternalUrl is https://mail.fabrikam.com/OAB.
# Check: ExternalUrl is https://mail.fabrikam.com/OAB.
# Check: In Outlook: Send/Receive, Download Address Book ends without an error.
#   Get-OabVirtualDirectory -Identity 'EX01\OAB (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, RequireSSL
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\oab.xml' | ForEach-Object { Set-OabVirtualDirectory -Identity 'EX01\OAB (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -RequireSSL $_.RequireSSL }

# ---- Step 16: Set the addresses of Exchange Web Services on EX01
# Id: fabrikam/Augsburg/set-ews-url/EX01
# Before: The hosts of both addresses must be on the certificate of Augsburg, which lists mail.fabrikam.com, autodiscover.fabrikam.com.
# Do: Run the command.
# Do: The internal address counts as much as the external one: if the certificate does not list its host, every Outlook inside warns.
$null = Read-Host -Prompt 'Step 16: Set the addresses of Exchange Web Services on EX01. Press Enter to run it, Ctrl+C to stop'
Set-WebServicesVirtualDirectory -Identity 'EX01\EWS (Default Web Site)' -InternalUrl 'https://mail.fabrikam.com/EWS/Exchange.asmx' -ExternalUrl 'https://mail.fabrikam.com/EWS/Exchange.asmx'
# Check: InternalUrl is https://mail.fabrikam.com/EWS/Exchange.asmx.
# Check: ExternalUrl is https://mail.fabrikam.com/EWS/Exchange.asmx.
# Check: In Outlook, the Scheduling Assistant shows the times of another user, and the Out of Office Assistant opens.
#   Get-WebServicesVirtualDirectory -Identity 'EX01\EWS (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthentication, WindowsAuthentication
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\ews.xml' | ForEach-Object { Set-WebServicesVirtualDirectory -Identity 'EX01\EWS (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -BasicAuthentication $_.BasicAuthentication }

# ---- Step 18: Set the addresses of OWA on EX01
# Id: fabrikam/Augsburg/set-owa-url/EX01
# Before: The hosts of both addresses must be on the certificate of Augsburg, which lists mail.fabrikam.com, autodiscover.fabrikam.com.
# Do: Run the command.
# Do: OWA and the control panel must name the same host: change both in one sitting (step set-ecp-url). A warning about it between the two is expected.
# Do: The directory PowerShell keeps the address that Setup gave it, which begins with http on purpose.
$null = Read-Host -Prompt 'Step 18: Set the addresses of OWA on EX01. Press Enter to run it, Ctrl+C to stop'
Set-OwaVirtualDirectory -Identity 'EX01\owa (Default Web Site)' -InternalUrl 'https://mail.fabrikam.com/owa' -ExternalUrl 'https://mail.fabrikam.com/owa'
# Check: InternalUrl is https://mail.fabrikam.com/owa.
# Check: ExternalUrl is https://mail.fabrikam.com/owa.
#   Get-OwaVirtualDirectory -Identity 'EX01\owa (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, FailbackUrl, *DownloadHostName
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | ForEach-Object { Set-OwaVirtualDirectory -Identity 'EX01\owa (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 20: Set the addresses of the control panel on EX01
# Id: fabrikam/Augsburg/set-ecp-url/EX01
# Before: The hosts of both addresses must be on the certificate of Augsburg, which lists mail.fabrikam.com, autodiscover.fabrikam.com.
# Do: Run the command in the same sitting as set-owa-url.
$null = Read-Host -Prompt 'Step 20: Set the addresses of the control panel on EX01. Press Enter to run it, Ctrl+C to stop'
Set-EcpVirtualDirectory -Identity 'EX01\ecp (Default Web Site)' -InternalUrl 'https://mail.fabrikam.com/ecp' -ExternalUrl 'https://mail.fabrikam.com/ecp'
# Check: InternalUrl is https://mail.fabrikam.com/ecp.
# Check: ExternalUrl is https://mail.fabrikam.com/ecp.
#   Get-EcpVirtualDirectory -Identity 'EX01\ecp (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\ecp.xml' | ForEach-Object { Set-EcpVirtualDirectory -Identity 'EX01\ecp (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 22: Set the addresses of ActiveSync on EX01
# Id: fabrikam/Augsburg/set-activesync-url/EX01
# Before: The hosts of both addresses must be on the certificate of Augsburg, which lists mail.fabrikam.com, autodiscover.fabrikam.com.
# Do: Run the command.
$null = Read-Host -Prompt 'Step 22: Set the addresses of ActiveSync on EX01. Press Enter to run it, Ctrl+C to stop'
Set-ActiveSyncVirtualDirectory -Identity 'EX01\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl 'https://mail.fabrikam.com/Microsoft-Server-ActiveSync' -ExternalUrl 'https://mail.fabrikam.com/Microsoft-Server-ActiveSync'
# Check: InternalUrl is https://mail.fabrikam.com/Microsoft-Server-ActiveSync.
# Check: ExternalUrl is https://mail.fabrikam.com/Microsoft-Server-ActiveSync.
#   Get-ActiveSyncVirtualDirectory -Identity 'EX01\Microsoft-Server-ActiveSync (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthEnabled, WindowsAuthEnabled
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\activesync.xml' | ForEach-Object { Set-ActiveSyncVirtualDirectory -Identity 'EX01\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 24: Set the addresses of MAPI over HTTP on EX01
# Id: fabrikam/Augsburg/set-mapi-url/EX01
# Before: The hosts of both addresses must be on the certificate of Augsburg, which lists mail.fabrikam.com, autodiscover.fabrikam.com.
# Do: Run the command; the authentication methods are given with the addresses, because setting those alone may reset them.
# Do: Outlook uses these addresses once the protocol is on for the organization (step enable-mapi-http). Where it is on already, set them on all servers in one sitting.
$null = Read-Host -Prompt 'Step 24: Set the addresses of MAPI over HTTP on EX01. Press Enter to run it, Ctrl+C to stop'
Set-MapiVirtualDirectory -Identity 'EX01\mapi (Default Web Site)' -InternalUrl 'https://mail.fabrikam.com/mapi' -ExternalUrl 'https://mail.fabrikam.com/mapi' -IISAuthenticationMethods Ntlm,OAuth,Negotiate
# Check: InternalUrl is https://mail.fabrikam.com/mapi.
# Check: ExternalUrl is https://mail.fabrikam.com/mapi.
# Check: The list shows Ntlm, OAuth and Negotiate among the methods.
#   Get-MapiVirtualDirectory -Identity 'EX01\mapi (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, IISAuthenticationMethods
# Way back: Put back the saved addresses and methods.
#   Import-Clixml -Path 'C:\casplan\before\mapi.xml' | ForEach-Object { Set-MapiVirtualDirectory -Identity 'EX01\mapi (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -IISAuthenticationMethods @($_.IISAuthenticationMethods | ForEach-Object { [string]$_ }) }

# ---- Step 26: Switch MAPI over HTTP on in fabrikam
# Id: fabrikam/enable-mapi-http
# Before: Step set-mapi-url is done on every server of the forest, and what stands before the servers lets the path /mapi through.
# Do: Run the command once, on any server of the forest.
# Do: It is on already in a new organization, and in one without Exchange 2013; where there is or was Exchange 2013, it stays as it was.
# Do: Outlook changes over at its next start, and asks its user to restart it.
# Do: A mailbox with a value of its own (Get-CASMailbox, MapiHttpEnabled) does not follow the organization; $null lets it follow again.
$null = Read-Host -Prompt 'Step 26: Switch MAPI over HTTP on in fabrikam. Press Enter to run it, Ctrl+C to stop'
Set-OrganizationConfig -MapiHttpEnabled:$true
# Check: MapiHttpEnabled is True.
# Check: In Outlook, Connection Status (Ctrl, right-click the icon beside the clock) shows HTTP as the protocol.
#   Get-OrganizationConfig | Format-List -Property MapiHttpEnabled
# Way back: C:\casplan\before\organization.txt tells whether it was on. Where it was off, the command switches it off again, and Outlook falls back to Outlook Anywhere.
#   Set-OrganizationConfig -MapiHttpEnabled:$false

# ---- Step 27: Set up IMAP4 on EX01
# Id: fabrikam/Augsburg/set-imap/EX01
# Before: The name is on the certificate: mail.fabrikam.com, autodiscover.fabrikam.com.
# Do: Run the commands on EX01.
# Do: The name given finds the certificate, and is the one that people type into their programs.
# Do: The connection settings are what the options in OWA tell people to type.
# Do: The certificate must be enabled for IMAP too (step enable-certificate: IIS,IMAP,SMTP).
# Do: People use IMAP4 port 993 with SSL from the first byte. Port 143 stays bound for programs inside; the firewall keeps it in.
# Do: The last commands start the service now and with Windows; a change of these settings counts only after such a restart.
$null = Read-Host -Prompt 'Step 27: Set up IMAP4 on EX01. Press Enter to run it, Ctrl+C to stop'
Set-ImapSettings -Server 'EX01' -LoginType SecureLogin -SSLBindings '0.0.0.0:993','[::]:993' -UnencryptedOrTLSBindings '0.0.0.0:143','[::]:143'
Set-ImapSettings -Server 'EX01' -X509CertificateName 'mail.fabrikam.com'
Set-ImapSettings -Server 'EX01' -InternalConnectionSettings ('mail.fabrikam.com' + ':993:SSL'),('mail.fabrikam.com' + ':143:TLS')
Set-ImapSettings -Server 'EX01' -ExternalConnectionSettings ('mail.fabrikam.com' + ':993:SSL')
sc.exe config MSExchangeIMAP4BE start= auto
sc.exe config MSExchangeIMAP4 start= auto
Restart-Service -Name MSExchangeIMAP4BE
Restart-Service -Name MSExchangeIMAP4
# Check: X509CertificateName and LoginType are as set, and the service runs.
# Check: openssl s_client -connect ex01.ad.fabrikam.com:993 shows the planned certificate and then a greeting.
#   Get-ImapSettings -Server 'EX01' | Format-List -Property X509CertificateName, LoginType, SSLBindings, UnencryptedOrTLSBindings, *ConnectionSettings
#   Get-Service -Name MSExchangeIMAP4*
# Way back: Put back the values in C:\casplan\before\imap4.txt with Set-ImapSettings, and restart the service. If it was off before, stop it and set its start type back:
#   sc.exe config MSExchangeIMAP4 start= demand
#   sc.exe config MSExchangeIMAP4BE start= demand
#   Stop-Service -Name MSExchangeIMAP4
#   Stop-Service -Name MSExchangeIMAP4BE

# ---- Step 29: Set up mail submission for POP3 and IMAP4 programs on EX01
# Id: fabrikam/Augsburg/set-smtp/EX01
# Before: The certificate is enabled for SMTP too (step enable-certificate), with No to replacing the default SMTP certificate.
# Do: The commands give the connector Client Frontend of this server, port 587, its name and its certificate. The connector Default Frontend on port 25, for mail from other organizations, stays as it is.
# Do: Port 465 is internal in Exchange, no port for programs: they use 587 with STARTTLS.
# Do: Leave the self-signed certificate that Setup made for SMTP between the servers, and to Edge Transport servers and EdgeSync, where it is.
$null = Read-Host -Prompt 'Step 29: Set up mail submission for POP3 and IMAP4 programs on EX01. Press Enter to run it, Ctrl+C to stop'
$certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.fabrikam.com.cer'
Set-ReceiveConnector -Identity ('EX01' + '\Client Frontend ' + 'EX01') -Fqdn 'mail.fabrikam.com' -TlsCertificateName ('<I>' + $certificate.Issuer + '<S>' + $certificate.Subject) -AdvertiseClientSettings:$true
Restart-Service -Name MSExchangeFrontEndTransport
# Check: openssl s_client -connect ex01.ad.fabrikam.com:587 -starttls smtp shows the planned certificate.
# Check: A program can send with a name and password, and not without.
#   Get-ReceiveConnector -Identity ('EX01' + '\Client Frontend ' + 'EX01') | Format-List -Property Identity, Fqdn, TlsCertificateName, AdvertiseClientSettings, AuthMechanism
# Way back: Put back Fqdn as it stands in C:\casplan\before\receive-connectors.txt.
# Way back: The command puts back what Setup leaves: the server's own name, no TlsCertificateName. If the file has other values, put those back.
#   Set-ReceiveConnector -Identity ('EX01' + '\Client Frontend ' + 'EX01') -Fqdn 'ex01.ad.fabrikam.com' -TlsCertificateName $null -AdvertiseClientSettings:$false
#   Restart-Service -Name MSExchangeFrontEndTransport

# ---- Step 31: Require SSL for ActiveSync on EX01
# Id: fabrikam/Augsburg/require-ssl-activesync/EX01
# Before: The certificate is enabled and the addresses are https: requiring SSL while a client still uses http locks it out.
# Do: IIS 7 or later: select Default Web Site, Microsoft-Server-ActiveSync, SSL Settings; tick Require SSL; Apply. Or run the command.
# Do: Choose the directory in Default Web Site, not the whole web site, and nothing in Exchange Back End.
# Do: On devices, tick that the server requires an encrypted (SSL) connection.
$null = Read-Host -Prompt 'Step 31: Require SSL for ActiveSync on EX01. Press Enter to run it, Ctrl+C to stop'
& "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/Microsoft-Server-ActiveSync' '/section:access' '/sslFlags:Ssl,Ssl128' '/commit:apphost'
# Check: http://ex01.ad.fabrikam.com/Microsoft-Server-ActiveSync answers 403.4, SSL is required; with https it asks for a password.
#   & "$env:windir\System32\inetsrv\appcmd.exe" list config 'Default Web Site/Microsoft-Server-ActiveSync' '/section:access'
# Way back: Clear Require SSL on Microsoft-Server-ActiveSync in the same dialog. Passwords then cross the network readable: only for as long as a fault is looked for.
#   & "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/Microsoft-Server-ActiveSync' '/section:access' '/sslFlags:None' '/commit:apphost'

# ---- Step 33: Require SSL for OWA on EX01
# Id: fabrikam/Augsburg/require-ssl-owa/EX01
# Before: The certificate is enabled and the addresses are https: requiring SSL while a client still uses http locks it out.
# Do: IIS 7 or later: select Default Web Site, owa, SSL Settings; tick Require SSL; Apply. Or run the command.
# Do: Choose the directory in Default Web Site, not the whole web site, and nothing in Exchange Back End.
# Do: People type addresses without https and get the error 403.4 then: tell them the address in full, or redirect the root of the web site.
$null = Read-Host -Prompt 'Step 33: Require SSL for OWA on EX01. Press Enter to run it, Ctrl+C to stop'
& "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/owa' '/section:access' '/sslFlags:Ssl,Ssl128' '/commit:apphost'
# Check: http://ex01.ad.fabrikam.com/owa answers 403.4, SSL is required; with https the logon page appears.
#   & "$env:windir\System32\inetsrv\appcmd.exe" list config 'Default Web Site/owa' '/section:access'
# Way back: Clear Require SSL on owa in the same dialog. Passwords then cross the network readable: only for as long as a fault is looked for.
#   & "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/owa' '/section:access' '/sslFlags:None' '/commit:apphost'

# ---- Step 35: Restart the services of EX01
# Id: fabrikam/Augsburg/restart-services/EX01
# Before: A quiet hour: everybody connected to EX01 is cut off for a minute or two.
# Before: One server at a time, taken out of the load balancer before and put back after its own test.
# Before: Fifteen minutes since the last change, so that Exchange has written it to IIS.
# Do: Run the commands, and wait until the services run again.
# Do: IMAP4 was restarted in its own step; any change since then needs it again.
# Do: The transport services follow, because they present the new certificate only after a restart.
$null = Read-Host -Prompt 'Step 35: Restart the services of EX01. Press Enter to run it, Ctrl+C to stop'
iisreset.exe /noforce
Restart-Service -Name MSExchangeIMAP4BE
Restart-Service -Name MSExchangeIMAP4
Restart-Service -Name MSExchangeFrontEndTransport
Restart-Service -Name MSExchangeTransport
# Check: RequiredServicesRunning is True for every role.
# Check: The system and application logs have no new errors of IIS, Schannel or MSExchange.
#   Test-ServiceHealth -Server 'EX01'
# Way back: A restart cannot be taken back. If iisreset reports that a service did not stop in time, run it again, or restart the server.

# ---- Step 37: Test EX01 from inside
# Id: fabrikam/Augsburg/verify-inside/EX01
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 37: Test EX01 from inside. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'
