# Commands for server MUCCAS1
# For Exchange Server 2010 SP3, plan of 2026-11-22
# Run it in the Exchange Management Shell, opened as administrator.
# It stops before each step: others may have work to do in between, which
# checklist.md has in its place. The way back stands below each step.

# ---- Step 1: Save the present settings of MUCCAS1
# Id: contoso/Munich/record-current-state/MUCCAS1
# Before: An account in the role group Organization Management or Server Management that is also in the local Administrators group of MUCCAS1, for this and all later steps on the server.
# Before: The Exchange Management Shell on MUCCAS1 itself, opened with Run as administrator where Windows offers it.
# Before: That shell is connected to muccas1.corp.contoso.com, as its first lines say; it may choose another server by itself. Commands that could be run on the wrong one name MUCCAS1, but files that Exchange writes land where the shell is connected.
# Before: The Windows component RPC over HTTP Proxy, if Outlook Anywhere is to be switched on: install it now, because it may ask for a restart.
# Do: The commands make the folder C:\casplan. It will hold certificates with their private keys, so they let only Administrators and SYSTEM in.
# Do: Run the commands. An error that a virtual directory does not exist only says that there is nothing to save of it.
# Do: Note the certificate that web browsers see now: open https://mail.contoso.com/owa and keep its serial number and end date.
# Do: If MUCCAS1 has just been installed: give its service connection point the address of the servers that were there before (AutoDiscoverServiceInternalUri), at once. Outlook inside finds a new one within minutes, and warns about its certificate.
# Do: Ask the owners of the DNS zones for the records that exist now, and to lower the TTL of those that will change to 300 seconds, one old TTL before the change.
# Do: Copy C:\casplan\before to another computer.
$null = Read-Host -Prompt 'Step 1: Save the present settings of MUCCAS1. Press Enter to run it, Ctrl+C to stop'
New-Item -Path 'C:\casplan\before' -ItemType Directory -Force
icacls.exe 'C:\casplan' /inheritance:r /grant:r '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F'
ipconfig.exe /all | Out-File -FilePath 'C:\casplan\before\ipconfig.txt' -NoClobber
Get-ExchangeCertificate -Server 'MUCCAS1' | Format-List | Out-File -FilePath 'C:\casplan\before\certificates.txt' -NoClobber
Get-ExchangeCertificate -Server 'MUCCAS1' | Select-Object -Property Thumbprint, Subject, Services, NotAfter, IsSelfSigned | Export-Csv -Path 'C:\casplan\before\certificates.csv' -NoTypeInformation -NoClobber
netsh.exe http show sslcert | Out-File -FilePath 'C:\casplan\before\sslcert.txt' -NoClobber
Get-ClientAccessServer -Identity 'MUCCAS1' | Export-Clixml -Path 'C:\casplan\before\scp.xml' -NoClobber
Get-OutlookAnywhere -Identity 'MUCCAS1\Rpc (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\outlook-anywhere.xml' -NoClobber
Get-OutlookProvider -Identity EXPR | Export-Clixml -Path 'C:\casplan\before\outlook-provider.xml' -NoClobber
Get-OabVirtualDirectory -Identity 'MUCCAS1\OAB (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\oab.xml' -NoClobber
Get-WebServicesVirtualDirectory -Identity 'MUCCAS1\EWS (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\ews.xml' -NoClobber
Get-OwaVirtualDirectory -Identity 'MUCCAS1\owa (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\owa.xml' -NoClobber
Get-EcpVirtualDirectory -Identity 'MUCCAS1\ecp (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\ecp.xml' -NoClobber
Get-ActiveSyncVirtualDirectory -Identity 'MUCCAS1\Microsoft-Server-ActiveSync (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\activesync.xml' -NoClobber
Get-ImapSettings -Server 'MUCCAS1' | Format-List | Out-File -FilePath 'C:\casplan\before\imap4.txt' -NoClobber
& "$env:windir\System32\inetsrv\appcmd.exe" add backup 'casplan-before'
# Check: C:\casplan\before holds a file for every service of this server, and none of them is empty.
# Check: certificates.csv names the certificate that IIS uses now: the one with IIS among its services, whose thumbprint is the hash of port 443 in sslcert.txt.
#   Get-ChildItem -Path 'C:\casplan\before' | Format-Table -Property Name, Length
# Way back: Nothing to take back: this step only reads. When the work is over and renewed once, delete C:\casplan, with the keys in it.

# ---- Step 8: Install the certificate mail.contoso.com on MUCCAS1
# Id: contoso/Munich/install-certificate/MUCCAS1
# Before: The issued certificate as C:\casplan\mail.contoso.com.cer, copied to the server, and the authority's intermediate certificates.
# Before: C:\casplan\mail.contoso.com.pfx: make the PFX from the issued certificate and its key (casplan certificate, or openssl pkcs12 -export), encrypted the old way with 3DES and SHA-1. Windows before Server 2019 answers an AES file with "the password is incorrect": with openssl 3 add -legacy, or -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1.
# Do: Put the intermediate certificates into the computer's store Intermediate Certification Authorities (certutil -addstore CA with each file). Where they are missing, phones and some programs refuse the certificate although browsers accept it.
# Do: Import the PFX with the commands; the first one asks for its password, which is not shown.
# Do: Delete C:\casplan\mail.contoso.com.pfx on this server when the certificate works; keep one copy, with its password elsewhere, in a safe place.
$null = Read-Host -Prompt 'Step 8: Install the certificate mail.contoso.com on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
$password = Read-Host -Prompt 'Password of the PFX file' -AsSecureString
Import-ExchangeCertificate -FileData ([Byte[]](Get-Content -Path 'C:\casplan\mail.contoso.com.pfx' -Encoding Byte -ReadCount 0)) -Password $password -PrivateKeyExportable:$true -Server 'MUCCAS1'
# Check: The list shows the certificate with HasPrivateKey True, Status Valid, the names mail.contoso.com, autodiscover.contoso.com, autodiscover.emea.contoso.com and the right end date.
# Check: Status RevocationCheckFailure means that the server cannot fetch the authority's revocation list; status Invalid means that an intermediate or root certificate is missing.
#   $certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.contoso.com.cer'
#   Get-ExchangeCertificate -Server 'MUCCAS1' -Thumbprint $certificate.Thumbprint | Format-List -Property Thumbprint, Subject, CertificateDomains, HasPrivateKey, Status, NotAfter, Services
# Way back: If a service uses the certificate already, first enable the one of before again (way back of enable-certificate). Then remove it by its thumbprint; its key on this server goes with it.
#   $certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.contoso.com.cer'
#   Remove-ExchangeCertificate -Thumbprint $certificate.Thumbprint -Server 'MUCCAS1'

# ---- Step 11: Put the certificate mail.contoso.com to use on MUCCAS1
# Id: contoso/Munich/enable-certificate/MUCCAS1
# Before: The certificate is installed on MUCCAS1 and its status is Valid.
# Before: A quiet hour: until the addresses that clients are given are set too, Outlook inside may warn, because it still has the old names.
# Do: Run the commands. Answer No if asked whether to overwrite the default SMTP certificate: mail between the Exchange servers relies on the one that Setup made.
# Do: Enabling for IIS also turns on Require SSL for the default web site, and so for every virtual directory that has no setting of its own.
# Do: Services can be added to a certificate but not taken away: another certificate must take them over. Keep the old certificate until everything works.
$null = Read-Host -Prompt 'Step 11: Put the certificate mail.contoso.com to use on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
$certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.contoso.com.cer'
Enable-ExchangeCertificate -Thumbprint $certificate.Thumbprint -Server 'MUCCAS1' -Services IIS,IMAP
# Check: The list shows IIS,IMAP among the services of this certificate.
# Check: A browser that opens the server shows the new certificate (its serial number, not only its name). A name warning is expected until the addresses are changed.
#   Get-ExchangeCertificate -Server 'MUCCAS1' | Format-List -Property Thumbprint, Subject, Services, NotAfter
# Way back: Give the services back the certificates that they had, from the list saved before. The commands take a self-signed certificate first and another one last, so that the last one stays.
# Way back: Then see that port 443 has the hash that stands in C:\casplan\before\sslcert.txt (netsh http show sslcert).
# Way back: Restart what was restarted for the new one (step restart-services).
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'IIS' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Server 'MUCCAS1' -Services IIS }
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'IMAP' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Server 'MUCCAS1' -Services IMAP }

# ---- Step 15: Point the service connection point of MUCCAS1 to mail.contoso.com
# Id: contoso/Munich/set-scp/MUCCAS1
# Before: mail.contoso.com is answered inside, and the certificate on that address lists it.
# Before: To be done on every Client Access server, newly installed ones among them at once: Outlook picks one of all, and a single forgotten server is enough for warnings.
# Do: Run the command. Munich as site scope lets Outlook in that Active Directory site prefer this server.
# Do: Other Active Directory sites whose users should prefer it may be added to the scope, separated by commas.
$null = Read-Host -Prompt 'Step 15: Point the service connection point of MUCCAS1 to mail.contoso.com. Press Enter to run it, Ctrl+C to stop'
Set-ClientAccessServer -Identity 'MUCCAS1' -AutoDiscoverServiceInternalUri 'https://mail.contoso.com/autodiscover/autodiscover.xml' -AutoDiscoverSiteScope 'Munich'
# Check: AutoDiscoverServiceInternalUri of MUCCAS1 is https://mail.contoso.com/autodiscover/autodiscover.xml, letter for letter.
# Check: After the directory has replicated: hold Ctrl, right-click the Outlook icon beside the clock, Test E-mail AutoConfiguration; the Log tab shows this address found through SCP, and no warning appears.
#   Get-ClientAccessServer -Identity 'MUCCAS1' | Format-List -Property Name, AutoDiscoverServiceInternalUri, AutoDiscoverSiteScope
# Way back: Put back the saved address and scope.
#   Import-Clixml -Path 'C:\casplan\before\scp.xml' | ForEach-Object { Set-ClientAccessServer -Identity 'MUCCAS1' -AutoDiscoverServiceInternalUri $_.AutoDiscoverServiceInternalUri -AutoDiscoverSiteScope @($_.AutoDiscoverSiteScope) }

# ---- Step 18: Set up Outlook Anywhere on MUCCAS1
# Id: contoso/Munich/set-outlook-anywhere/MUCCAS1
# Before: The Windows feature RPC over HTTP Proxy: in Server Manager, Features, Add Features.
# Before: Basic sends the password in a form that anybody who ends the SSL connection can read. Require SSL, and end it nowhere but on machines of your own.
# Do: Run the command. If Outlook Anywhere is on already it says so: then use Set-OutlookAnywhere -Identity with MUCCAS1\Rpc (Default Web Site) and the same host and methods.
# Do: Exchange writes the settings to IIS within 15 minutes; restarting IIS does not hurry it.
$null = Read-Host -Prompt 'Step 18: Set up Outlook Anywhere on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
Enable-OutlookAnywhere -Server 'MUCCAS1' -ExternalHostname 'mail.contoso.com' -ClientAuthenticationMethod Basic -SSLOffloading:$false
# Check: The list shows the hosts and methods that the commands set.
# Check: ExternalHostname is mail.contoso.com.
# Check: The application log of MUCCAS1 has event 3006 of the source MSExchange RPC over HTTP Autoconfig; until then connections fail.
# Check: https://mail.contoso.com/rpc/rpcproxy.dll asks for a password and then shows an empty page.
#   Get-OutlookAnywhere -Identity 'MUCCAS1\Rpc (Default Web Site)' | Format-List -Property Server, *Host*, *Auth*, *Ssl*, SSLOffloading
# Way back: Switch Outlook Anywhere off, if it was off before (no file outlook-anywhere.xml, or an empty one, in C:\casplan\before). If it was on, set the saved host and methods with Set-OutlookAnywhere instead.
#   Disable-OutlookAnywhere -Server 'MUCCAS1'

# ---- Step 20: Set the addresses of the offline address book on MUCCAS1
# Id: contoso/Munich/set-oab-url/MUCCAS1
# Before: The hosts of both addresses must be on the certificate of Munich, which lists mail.contoso.com, autodiscover.contoso.com, autodiscover.emea.contoso.com.
# Do: Run the command.
# Do: The internal address counts as much as the external one: if the certificate does not list its host, every Outlook inside warns.
# Do: Requiring SSL here needs a certificate that clients trust: the Windows service that downloads the address book shows no warning, it just fails.
$null = Read-Host -Prompt 'Step 20: Set the addresses of the offline address book on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
Set-OabVirtualDirectory -Identity 'MUCCAS1\OAB (Default Web Site)' -InternalUrl 'https://mail.contoso.com/OAB' -ExternalUrl 'https://mail.contoso.com/OAB' -RequireSSL:$true
# Check: InternalUrl is https://mail.contoso.com/OAB.
# Check: ExternalUrl is https://mail.contoso.com/OAB.
# Check: In Outlook: Send/Receive, Download Address Book ends without an error.
#   Get-OabVirtualDirectory -Identity 'MUCCAS1\OAB (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, RequireSSL
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\oab.xml' | ForEach-Object { Set-OabVirtualDirectory -Identity 'MUCCAS1\OAB (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -RequireSSL $_.RequireSSL }

# ---- Step 23: Set the addresses of Exchange Web Services on MUCCAS1
# Id: contoso/Munich/set-ews-url/MUCCAS1
# Before: The hosts of both addresses must be on the certificate of Munich, which lists mail.contoso.com, autodiscover.contoso.com, autodiscover.emea.contoso.com.
# Do: Run the command.
# Do: The internal address counts as much as the external one: if the certificate does not list its host, every Outlook inside warns.
# Do: Leave InternalNLBBypassUrl at the address with muccas1.corp.contoso.com: Client Access servers use it to reach each other past a load balancer.
# Do: If it asks whether to go on because the bypass address cannot be resolved, answer Yes only when muccas1.corp.contoso.com is right.
$null = Read-Host -Prompt 'Step 23: Set the addresses of Exchange Web Services on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
Set-WebServicesVirtualDirectory -Identity 'MUCCAS1\EWS (Default Web Site)' -InternalUrl 'https://mail.contoso.com/EWS/Exchange.asmx' -ExternalUrl 'https://mail.contoso.com/EWS/Exchange.asmx' -BasicAuthentication:$true
# Check: InternalUrl is https://mail.contoso.com/EWS/Exchange.asmx.
# Check: ExternalUrl is https://mail.contoso.com/EWS/Exchange.asmx.
# Check: In Outlook, the Scheduling Assistant shows the times of another user, and the Out of Office Assistant opens.
#   Get-WebServicesVirtualDirectory -Identity 'MUCCAS1\EWS (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthentication, WindowsAuthentication
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\ews.xml' | ForEach-Object { Set-WebServicesVirtualDirectory -Identity 'MUCCAS1\EWS (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -BasicAuthentication $_.BasicAuthentication }

# ---- Step 26: Set the addresses of OWA on MUCCAS1
# Id: contoso/Munich/set-owa-url/MUCCAS1
# Before: The hosts of both addresses must be on the certificate of Munich, which lists mail.contoso.com, autodiscover.contoso.com, autodiscover.emea.contoso.com.
# Do: Run the command.
# Do: OWA and the control panel must name the same host: change both in one sitting (step set-ecp-url). A warning about it between the two is expected.
# Do: The directory PowerShell keeps the address that Setup gave it, which begins with http on purpose.
$null = Read-Host -Prompt 'Step 26: Set the addresses of OWA on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
Set-OwaVirtualDirectory -Identity 'MUCCAS1\owa (Default Web Site)' -InternalUrl 'https://mail.contoso.com/owa' -ExternalUrl 'https://mail.contoso.com/owa'
# Check: InternalUrl is https://mail.contoso.com/owa.
# Check: ExternalUrl is https://mail.contoso.com/owa.
#   Get-OwaVirtualDirectory -Identity 'MUCCAS1\owa (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, FailbackUrl, *DownloadHostName
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | ForEach-Object { Set-OwaVirtualDirectory -Identity 'MUCCAS1\owa (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 29: Set the addresses of the control panel on MUCCAS1
# Id: contoso/Munich/set-ecp-url/MUCCAS1
# Before: The hosts of both addresses must be on the certificate of Munich, which lists mail.contoso.com, autodiscover.contoso.com, autodiscover.emea.contoso.com.
# Do: Run the command in the same sitting as set-owa-url.
$null = Read-Host -Prompt 'Step 29: Set the addresses of the control panel on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
Set-EcpVirtualDirectory -Identity 'MUCCAS1\ecp (Default Web Site)' -InternalUrl 'https://mail.contoso.com/ecp' -ExternalUrl 'https://mail.contoso.com/ecp'
# Check: InternalUrl is https://mail.contoso.com/ecp.
# Check: ExternalUrl is https://mail.contoso.com/ecp.
#   Get-EcpVirtualDirectory -Identity 'MUCCAS1\ecp (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\ecp.xml' | ForEach-Object { Set-EcpVirtualDirectory -Identity 'MUCCAS1\ecp (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 32: Set the addresses of ActiveSync on MUCCAS1
# Id: contoso/Munich/set-activesync-url/MUCCAS1
# Before: The hosts of both addresses must be on the certificate of Munich, which lists mail.contoso.com, autodiscover.contoso.com, autodiscover.emea.contoso.com.
# Do: Run the command.
$null = Read-Host -Prompt 'Step 32: Set the addresses of ActiveSync on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
Set-ActiveSyncVirtualDirectory -Identity 'MUCCAS1\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl 'https://mail.contoso.com/Microsoft-Server-ActiveSync' -ExternalUrl 'https://mail.contoso.com/Microsoft-Server-ActiveSync'
# Check: InternalUrl is https://mail.contoso.com/Microsoft-Server-ActiveSync.
# Check: ExternalUrl is https://mail.contoso.com/Microsoft-Server-ActiveSync.
#   Get-ActiveSyncVirtualDirectory -Identity 'MUCCAS1\Microsoft-Server-ActiveSync (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthEnabled, WindowsAuthEnabled
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\activesync.xml' | ForEach-Object { Set-ActiveSyncVirtualDirectory -Identity 'MUCCAS1\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 35: Set up IMAP4 on MUCCAS1
# Id: contoso/Munich/set-imap/MUCCAS1
# Before: The name is on the certificate: mail.contoso.com, autodiscover.contoso.com, autodiscover.emea.contoso.com.
# Do: Run the commands on MUCCAS1.
# Do: The name given finds the certificate, and is the one that people type into their programs.
# Do: The connection settings are what the options in OWA tell people to type.
# Do: The certificate must be enabled for IMAP too (step enable-certificate: IIS,IMAP).
# Do: People use IMAP4 port 993 with SSL from the first byte. Port 143 stays bound for programs inside; the firewall keeps it in.
# Do: The last commands start the service now and with Windows; a change of these settings counts only after such a restart.
$null = Read-Host -Prompt 'Step 35: Set up IMAP4 on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
Set-ImapSettings -Server 'MUCCAS1' -LoginType SecureLogin -SSLBindings '0.0.0.0:993','[::]:993' -UnencryptedOrTLSBindings '0.0.0.0:143','[::]:143'
Set-ImapSettings -Server 'MUCCAS1' -X509CertificateName 'mail.contoso.com'
Set-ImapSettings -Server 'MUCCAS1' -InternalConnectionSettings ('mail.contoso.com' + ':993:SSL'),('mail.contoso.com' + ':143:TLS')
Set-ImapSettings -Server 'MUCCAS1' -ExternalConnectionSettings ('mail.contoso.com' + ':993:SSL')
sc.exe config MSExchangeIMAP4 start= auto
Restart-Service -Name MSExchangeIMAP4
# Check: X509CertificateName and LoginType are as set, and the service runs.
# Check: openssl s_client -connect muccas1.corp.contoso.com:993 shows the planned certificate and then a greeting.
#   Get-ImapSettings -Server 'MUCCAS1' | Format-List -Property X509CertificateName, LoginType, SSLBindings, UnencryptedOrTLSBindings, *ConnectionSettings
#   Get-Service -Name MSExchangeIMAP4*
# Way back: Put back the values in C:\casplan\before\imap4.txt with Set-ImapSettings, and restart the service. If it was off before, stop it and set its start type back:
#   sc.exe config MSExchangeIMAP4 start= demand
#   Stop-Service -Name MSExchangeIMAP4

# ---- Step 38: Require SSL for ActiveSync on MUCCAS1
# Id: contoso/Munich/require-ssl-activesync/MUCCAS1
# Before: The certificate is enabled and the addresses are https: requiring SSL while a client still uses http locks it out.
# Do: IIS 7 or later: select Default Web Site, Microsoft-Server-ActiveSync, SSL Settings; tick Require SSL; Apply. Or run the command.
# Do: Choose the directory, not the whole web site: the site's setting reaches every directory in it, the older exchange, public and exchweb directories and the offline address book among them.
# Do: On devices, tick that the server requires an encrypted (SSL) connection.
$null = Read-Host -Prompt 'Step 38: Require SSL for ActiveSync on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
& "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/Microsoft-Server-ActiveSync' '/section:access' '/sslFlags:Ssl,Ssl128' '/commit:apphost'
# Check: http://muccas1.corp.contoso.com/Microsoft-Server-ActiveSync answers 403.4, SSL is required; with https it asks for a password.
#   & "$env:windir\System32\inetsrv\appcmd.exe" list config 'Default Web Site/Microsoft-Server-ActiveSync' '/section:access'
# Way back: Clear Require SSL on Microsoft-Server-ActiveSync in the same dialog. Passwords then cross the network readable: only for as long as a fault is looked for.
#   & "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/Microsoft-Server-ActiveSync' '/section:access' '/sslFlags:None' '/commit:apphost'

# ---- Step 41: Require SSL for OWA on MUCCAS1
# Id: contoso/Munich/require-ssl-owa/MUCCAS1
# Before: The certificate is enabled and the addresses are https: requiring SSL while a client still uses http locks it out.
# Do: IIS 7 or later: select Default Web Site, owa, SSL Settings; tick Require SSL; Apply. Or run the command.
# Do: Choose the directory, not the whole web site: the site's setting reaches every directory in it, the older exchange, public and exchweb directories and the offline address book among them.
# Do: People type addresses without https and get the error 403.4 then: tell them the address in full, or redirect the root of the web site.
$null = Read-Host -Prompt 'Step 41: Require SSL for OWA on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
& "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/owa' '/section:access' '/sslFlags:Ssl,Ssl128' '/commit:apphost'
# Check: http://muccas1.corp.contoso.com/owa answers 403.4, SSL is required; with https the logon page appears.
#   & "$env:windir\System32\inetsrv\appcmd.exe" list config 'Default Web Site/owa' '/section:access'
# Way back: Clear Require SSL on owa in the same dialog. Passwords then cross the network readable: only for as long as a fault is looked for.
#   & "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/owa' '/section:access' '/sslFlags:None' '/commit:apphost'

# ---- Step 44: Require SSL for Outlook Anywhere on MUCCAS1
# Id: contoso/Munich/require-ssl-rpc/MUCCAS1
# Before: The certificate is enabled and the addresses are https: requiring SSL while a client still uses http locks it out.
# Do: IIS 7 or later: select Default Web Site, Rpc, SSL Settings; tick Require SSL; Apply. Or run the command.
# Do: Choose the directory, not the whole web site: the site's setting reaches every directory in it, the older exchange, public and exchweb directories and the offline address book among them.
# Do: The same goes for the directory RpcWithCert, where it exists.
$null = Read-Host -Prompt 'Step 44: Require SSL for Outlook Anywhere on MUCCAS1. Press Enter to run it, Ctrl+C to stop'
& "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/Rpc' '/section:access' '/sslFlags:Ssl,Ssl128' '/commit:apphost'
# Check: http://muccas1.corp.contoso.com/rpc/rpcproxy.dll answers 403.4, SSL is required; with https it asks for a password.
#   & "$env:windir\System32\inetsrv\appcmd.exe" list config 'Default Web Site/Rpc' '/section:access'
# Way back: Clear Require SSL on Rpc in the same dialog. Passwords then cross the network readable: only for as long as a fault is looked for.
#   & "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/Rpc' '/section:access' '/sslFlags:None' '/commit:apphost'

# ---- Step 47: Let MUCCAS1 proxy to servers whose certificate it would refuse
# Id: contoso/Munich/allow-proxy-certificates/MUCCAS1
# Before: Wrong changes of the registry can make Windows unusable: back up the server's system state, and export the key with the first command, before anything is changed.
# Before: The spelling: the key is MSExchange OWA, with a space, and the second value AllowExternalUntrustedCerts has one l after Externa. The printed paper has both wrong; values under its names do nothing.
# Before: This is for the servers that proxy, in Munich; nothing is needed on those that are proxied to.
# Do: Export the key. If the file is there already, keep it: it has the state before.
# Do: Set both values to 1 (REG_DWORD).
# Do: They take effect with the restart of IIS (step restart-services).
# Do: The limits of self-signed certificates stay for clients: what this server itself presents to them must be trusted by them.
$null = Read-Host -Prompt 'Step 47: Let MUCCAS1 proxy to servers whose certificate it would refuse. Press Enter to run it, Ctrl+C to stop'
reg.exe export 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' 'C:\casplan\before\MSExchange-OWA.reg'
reg.exe add 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' /v AllowInternalUntrustedCerts /t REG_DWORD /d 1 /f
reg.exe add 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' /v AllowExternalUntrustedCerts /t REG_DWORD /d 1 /f
# Check: The query shows both values as REG_DWORD 0x1, and the file MSExchange-OWA.reg is there.
# Check: After the restart, a user whose mailbox is in another site logs on at mail.contoso.com and gets his mailbox; the application log of this server has no error of the source MSExchange OWA about certificates.
#   reg.exe query 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA'
# Way back: Delete both values, unless the exported file shows that they were there before; then import that file. Restart IIS.
#   reg.exe delete 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' /v AllowInternalUntrustedCerts /f
#   reg.exe delete 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' /v AllowExternalUntrustedCerts /f

# ---- Step 48: Restart the services of MUCCAS1
# Id: contoso/Munich/restart-services/MUCCAS1
# Before: A quiet hour: everybody connected to MUCCAS1 is cut off for a minute or two.
# Do: Run the commands, and wait until the services run again.
# Do: IMAP4 was restarted in its own step; any change since then needs it again.
$null = Read-Host -Prompt 'Step 48: Restart the services of MUCCAS1. Press Enter to run it, Ctrl+C to stop'
iisreset.exe /noforce
Restart-Service -Name MSExchangeIMAP4
# Check: RequiredServicesRunning is True for every role.
# Check: The system and application logs have no new errors of IIS, Schannel or MSExchange.
#   Test-ServiceHealth -Server 'MUCCAS1'
# Way back: A restart cannot be taken back. If iisreset reports that a service did not stop in time, run it again, or restart the server.

# ---- Step 51: Test MUCCAS1 from inside
# Id: contoso/Munich/verify-inside/MUCCAS1
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 51: Test MUCCAS1 from inside. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'
