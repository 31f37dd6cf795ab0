# Commands for server CAS01
# For Exchange Server 2007 SP3, plan of 2026-11-22
# Run it in the Exchange Management Shell, opened as administrator.
# It stops before each step: others may have work to do in between, which
# checklist.md has in its place. The way back stands below each step.

# ---- Step 1: Save the present settings of CAS01
# Id: contoso/Redmond/record-current-state/CAS01
# Before: An account with the Exchange Server Administrator role for CAS01 that is also in its local Administrators group, for this and all later steps on the server.
# Before: The Exchange Management Shell on CAS01 itself, opened with Run as administrator where Windows offers it.
# Before: The Windows component RPC over HTTP Proxy, if Outlook Anywhere is to be switched on: install it now, because it may ask for a restart.
# Do: Make the folder C:\casplan. It will hold certificates with their private keys: let only Administrators and SYSTEM in (Properties, Security, Advanced, without inherited permissions).
# Do: Run the commands. An error that a virtual directory does not exist only says that there is nothing to save of it.
# Do: Save the configuration of IIS as well. Windows Server 2003: IIS Manager, right-click the computer, All Tasks, Backup/Restore Configuration, Create Backup, name casplan-before. Windows Server 2008: appcmd.exe add backup casplan-before.
# Do: Note the certificate that web browsers see now: open https://mail.contoso.com/owa and keep its serial number and end date.
# Do: If CAS01 has just been installed: give its service connection point the address of the servers that were there before (AutoDiscoverServiceInternalUri), at once. Outlook inside finds a new one within minutes, and warns about its certificate.
# Do: Ask the owners of the DNS zones for the records that exist now, and to lower the TTL of those that will change to 300 seconds, one old TTL before the change.
# Do: Copy C:\casplan\before to another computer.
$null = Read-Host -Prompt 'Step 1: Save the present settings of CAS01. Press Enter to run it, Ctrl+C to stop'
New-Item -Path 'C:\casplan\before' -ItemType Directory -Force
ipconfig.exe /all | Out-File -FilePath 'C:\casplan\before\ipconfig.txt' -NoClobber
Get-ExchangeCertificate | Format-List | Out-File -FilePath 'C:\casplan\before\certificates.txt' -NoClobber
Get-ExchangeCertificate | Select-Object -Property Thumbprint, Subject, Services, NotAfter, IsSelfSigned | Export-Csv -Path 'C:\casplan\before\certificates.csv' -NoTypeInformation -NoClobber
Get-ClientAccessServer -Identity 'CAS01' | Export-Clixml -Path 'C:\casplan\before\scp.xml' -NoClobber
Get-OutlookAnywhere -Identity 'CAS01\Rpc (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\outlook-anywhere.xml' -NoClobber
Get-OutlookProvider -Identity EXPR | Export-Clixml -Path 'C:\casplan\before\outlook-provider.xml' -NoClobber
Get-OabVirtualDirectory -Identity 'CAS01\OAB (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\oab.xml' -NoClobber
Get-WebServicesVirtualDirectory -Identity 'CAS01\EWS (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\ews.xml' -NoClobber
Get-OwaVirtualDirectory -Identity 'CAS01\owa (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\owa.xml' -NoClobber
Get-ActiveSyncVirtualDirectory -Identity 'CAS01\Microsoft-Server-ActiveSync (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\activesync.xml' -NoClobber
# Check: C:\casplan\before holds a file for every service of this server, and none of them is empty.
# Check: certificates.csv names the certificate that IIS uses now: the one with IIS among its services.
#   Get-ChildItem -Path 'C:\casplan\before' | Format-Table -Property Name, Length
# Way back: Nothing to take back: this step only reads. When the work is over and renewed once, delete C:\casplan, with the keys in it.

# ---- Step 9: Install the certificate mail.contoso.com on CAS01
# Id: contoso/Redmond/install-certificate/CAS01
# Before: The issued certificate as C:\casplan\mail.contoso.com.cer, copied to the server, and the authority's intermediate certificates.
# Before: C:\casplan\mail.contoso.com.pfx: make the PFX from the issued certificate and its key (casplan certificate, or openssl pkcs12 -export), encrypted the old way with 3DES and SHA-1. Windows before Server 2019 answers an AES file with "the password is incorrect": with openssl 3 add -legacy, or -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1.
# Do: Put the intermediate certificates into the computer's store Intermediate Certification Authorities (certutil -addstore CA with each file). Where they are missing, phones and some programs refuse the certificate although browsers accept it.
# Do: Import the PFX with the commands; the first one asks for its password, which is not shown.
# Do: Delete C:\casplan\mail.contoso.com.pfx on this server when the certificate works; keep one copy, with its password elsewhere, in a safe place.
$null = Read-Host -Prompt 'Step 9: Install the certificate mail.contoso.com on CAS01. Press Enter to run it, Ctrl+C to stop'
$password = Read-Host -Prompt 'Password of the PFX file' -AsSecureString
Import-ExchangeCertificate -Path 'C:\casplan\mail.contoso.com.pfx' -Password $password
# Check: The list shows the certificate with HasPrivateKey True, Status Valid, the names mail.contoso.com, mobile.contoso.com, autodiscover.contoso.com, autodiscover.fabrikam.com and the right end date.
# Check: Status RevocationCheckFailure means that the server cannot fetch the authority's revocation list; status Invalid means that an intermediate or root certificate is missing.
#   $certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.contoso.com.cer'
#   Get-ExchangeCertificate -Thumbprint $certificate.Thumbprint | Format-List -Property Thumbprint, Subject, CertificateDomains, HasPrivateKey, Status, NotAfter, Services
# Way back: If a service uses the certificate already, first enable the one of before again (way back of enable-certificate). Then remove it by its thumbprint; its key on this server goes with it.
#   $certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.contoso.com.cer'
#   Remove-ExchangeCertificate -Thumbprint $certificate.Thumbprint

# ---- Step 13: Put the certificate mail.contoso.com to use on CAS01
# Id: contoso/Redmond/enable-certificate/CAS01
# Before: The certificate is installed on CAS01 and its status is Valid.
# Before: A quiet hour: until the addresses that clients are given are set too, Outlook inside may warn, because it still has the old names.
# Do: Run the commands. Answer No if asked whether to overwrite the default SMTP certificate: mail between the Exchange servers relies on the one that Setup made.
# Do: Enabling for IIS also turns on Require SSL for the default web site, and so for every virtual directory that has no setting of its own.
# Do: Services can be added to a certificate but not taken away: another certificate must take them over. Keep the old certificate until everything works.
$null = Read-Host -Prompt 'Step 13: Put the certificate mail.contoso.com to use on CAS01. Press Enter to run it, Ctrl+C to stop'
$certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.contoso.com.cer'
Enable-ExchangeCertificate -Thumbprint $certificate.Thumbprint -Services IIS
# Check: The list shows IIS among the services of this certificate.
# Check: A browser that opens the server shows the new certificate (its serial number, not only its name). A name warning is expected until the addresses are changed.
#   Get-ExchangeCertificate | Format-List -Property Thumbprint, Subject, Services, NotAfter
# Way back: Give the services back the certificates that they had, from the list saved before. The commands take a self-signed certificate first and another one last, so that the last one stays.
# Way back: Restart what was restarted for the new one (step restart-services).
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'IIS' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Services IIS }

# ---- Step 19: Point the service connection point of CAS01 to mail.contoso.com
# Id: contoso/Redmond/set-scp/CAS01
# Before: mail.contoso.com is answered inside, and the certificate on that address lists it.
# Before: To be done on every Client Access server, newly installed ones among them at once: Outlook picks one of all, and a single forgotten server is enough for warnings.
# Do: Run the command. Redmond as site scope lets Outlook in that Active Directory site prefer this server.
# Do: Other Active Directory sites whose users should prefer it may be added to the scope, separated by commas.
$null = Read-Host -Prompt 'Step 19: Point the service connection point of CAS01 to mail.contoso.com. Press Enter to run it, Ctrl+C to stop'
Set-ClientAccessServer -Identity 'CAS01' -AutoDiscoverServiceInternalUri 'https://mail.contoso.com/autodiscover/autodiscover.xml' -AutoDiscoverSiteScope 'Redmond'
# Check: AutoDiscoverServiceInternalUri of CAS01 is https://mail.contoso.com/autodiscover/autodiscover.xml, letter for letter.
# Check: After the directory has replicated: hold Ctrl, right-click the Outlook icon beside the clock, Test E-mail AutoConfiguration; the Log tab shows this address found through SCP, and no warning appears.
#   Get-ClientAccessServer -Identity 'CAS01' | Format-List -Property Name, AutoDiscoverServiceInternalUri, AutoDiscoverSiteScope
# Way back: Put back the saved address and scope.
#   Import-Clixml -Path 'C:\casplan\before\scp.xml' | ForEach-Object { Set-ClientAccessServer -Identity 'CAS01' -AutoDiscoverServiceInternalUri $_.AutoDiscoverServiceInternalUri -AutoDiscoverSiteScope @($_.AutoDiscoverSiteScope) }

# ---- Step 23: Set up Outlook Anywhere on CAS01
# Id: contoso/Redmond/set-outlook-anywhere/CAS01
# Before: The Windows component RPC over HTTP Proxy. Windows Server 2003: Add or Remove Programs, Add/Remove Windows Components, Networking Services. Windows Server 2008: ServerManagerCmd -i RPC-over-HTTP-proxy.
# Do: Run the command. If Outlook Anywhere is on already it says so: then use Set-OutlookAnywhere -Identity with CAS01\Rpc (Default Web Site) and the same host and methods.
# Do: Exchange writes the settings to IIS within 15 minutes; restarting IIS does not hurry it.
$null = Read-Host -Prompt 'Step 23: Set up Outlook Anywhere on CAS01. Press Enter to run it, Ctrl+C to stop'
Enable-OutlookAnywhere -Server 'CAS01' -ExternalHostname 'mail.contoso.com' -ClientAuthenticationMethod Ntlm -SSLOffloading:$false
# Check: The list shows the hosts and methods that the commands set.
# Check: ExternalHostname is mail.contoso.com.
# Check: The application log of CAS01 has event 3006 of the source MSExchange RPC over HTTP Autoconfig; until then connections fail.
# Check: https://mail.contoso.com/rpc/rpcproxy.dll asks for a password and then shows an empty page.
#   Get-OutlookAnywhere -Identity 'CAS01\Rpc (Default Web Site)' | Format-List -Property Server, *Host*, *Auth*, *Ssl*, SSLOffloading
# Way back: Switch Outlook Anywhere off, if it was off before (no file outlook-anywhere.xml, or an empty one, in C:\casplan\before). If it was on, set the saved host and methods with Set-OutlookAnywhere instead.
#   Disable-OutlookAnywhere -Server 'CAS01'

# ---- Step 26: Set the addresses of the offline address book on CAS01
# Id: contoso/Redmond/set-oab-url/CAS01
# Before: The hosts of both addresses must be on the certificate of Redmond, which lists mail.contoso.com, mobile.contoso.com, autodiscover.contoso.com, autodiscover.fabrikam.com.
# Do: Run the command.
# Do: The internal address counts as much as the external one: if the certificate does not list its host, every Outlook inside warns.
# Do: Requiring SSL here needs a certificate that clients trust: the Windows service that downloads the address book shows no warning, it just fails.
$null = Read-Host -Prompt 'Step 26: Set the addresses of the offline address book on CAS01. Press Enter to run it, Ctrl+C to stop'
Set-OabVirtualDirectory -Identity 'CAS01\OAB (Default Web Site)' -InternalUrl 'https://mail.contoso.com/OAB' -ExternalUrl 'https://mail.contoso.com/OAB' -RequireSSL:$true
# Check: InternalUrl is https://mail.contoso.com/OAB.
# Check: ExternalUrl is https://mail.contoso.com/OAB.
# Check: In Outlook: Send/Receive, Download Address Book ends without an error.
#   Get-OabVirtualDirectory -Identity 'CAS01\OAB (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, RequireSSL
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\oab.xml' | ForEach-Object { Set-OabVirtualDirectory -Identity 'CAS01\OAB (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -RequireSSL $_.RequireSSL }

# ---- Step 30: Set the addresses of Exchange Web Services on CAS01
# Id: contoso/Redmond/set-ews-url/CAS01
# Before: The hosts of both addresses must be on the certificate of Redmond, which lists mail.contoso.com, mobile.contoso.com, autodiscover.contoso.com, autodiscover.fabrikam.com.
# Do: Run the command.
# Do: The internal address counts as much as the external one: if the certificate does not list its host, every Outlook inside warns.
# Do: Leave InternalNLBBypassUrl at the address with cas01.corp.contoso.com: Client Access servers use it to reach each other past a load balancer.
$null = Read-Host -Prompt 'Step 30: Set the addresses of Exchange Web Services on CAS01. Press Enter to run it, Ctrl+C to stop'
Set-WebServicesVirtualDirectory -Identity 'CAS01\EWS (Default Web Site)' -InternalUrl 'https://mail.contoso.com/EWS/Exchange.asmx' -ExternalUrl 'https://mail.contoso.com/EWS/Exchange.asmx' -BasicAuthentication:$true
# Check: InternalUrl is https://mail.contoso.com/EWS/Exchange.asmx.
# Check: ExternalUrl is https://mail.contoso.com/EWS/Exchange.asmx.
# Check: In Outlook, the Scheduling Assistant shows the times of another user, and the Out of Office Assistant opens.
#   Get-WebServicesVirtualDirectory -Identity 'CAS01\EWS (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthentication, WindowsAuthentication
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\ews.xml' | ForEach-Object { Set-WebServicesVirtualDirectory -Identity 'CAS01\EWS (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -BasicAuthentication $_.BasicAuthentication }

# ---- Step 34: Set the addresses of OWA on CAS01
# Id: contoso/Redmond/set-owa-url/CAS01
# Before: The hosts of both addresses must be on the certificate of Redmond, which lists mail.contoso.com, mobile.contoso.com, autodiscover.contoso.com, autodiscover.fabrikam.com.
# Do: Run the command.
$null = Read-Host -Prompt 'Step 34: Set the addresses of OWA on CAS01. Press Enter to run it, Ctrl+C to stop'
Set-OwaVirtualDirectory -Identity 'CAS01\owa (Default Web Site)' -InternalUrl 'https://mail.contoso.com/owa' -ExternalUrl 'https://mail.contoso.com/owa'
# Check: InternalUrl is https://mail.contoso.com/owa.
# Check: ExternalUrl is https://mail.contoso.com/owa.
#   Get-OwaVirtualDirectory -Identity 'CAS01\owa (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | ForEach-Object { Set-OwaVirtualDirectory -Identity 'CAS01\owa (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 38: Set the addresses of ActiveSync on CAS01
# Id: contoso/Redmond/set-activesync-url/CAS01
# Before: The hosts of both addresses must be on the certificate of Redmond, which lists mail.contoso.com, mobile.contoso.com, autodiscover.contoso.com, autodiscover.fabrikam.com.
# Do: Run the command.
$null = Read-Host -Prompt 'Step 38: Set the addresses of ActiveSync on CAS01. Press Enter to run it, Ctrl+C to stop'
Set-ActiveSyncVirtualDirectory -Identity 'CAS01\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl 'https://mobile.contoso.com/Microsoft-Server-ActiveSync' -ExternalUrl 'https://mobile.contoso.com/Microsoft-Server-ActiveSync'
# Check: InternalUrl is https://mobile.contoso.com/Microsoft-Server-ActiveSync.
# Check: ExternalUrl is https://mobile.contoso.com/Microsoft-Server-ActiveSync.
#   Get-ActiveSyncVirtualDirectory -Identity 'CAS01\Microsoft-Server-ActiveSync (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthEnabled, WindowsAuthEnabled
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\activesync.xml' | ForEach-Object { Set-ActiveSyncVirtualDirectory -Identity 'CAS01\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 42: Require SSL for ActiveSync on CAS01
# Id: contoso/Redmond/require-ssl-activesync/CAS01
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 42: Require SSL for ActiveSync on CAS01. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 46: Require SSL for OWA on CAS01
# Id: contoso/Redmond/require-ssl-owa/CAS01
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 46: Require SSL for OWA on CAS01. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 50: Require SSL for Outlook Anywhere on CAS01
# Id: contoso/Redmond/require-ssl-rpc/CAS01
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 50: Require SSL for Outlook Anywhere on CAS01. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 54: Let CAS01 proxy to servers whose certificate it would refuse
# Id: contoso/Redmond/allow-proxy-certificates/CAS01
# Before: Wrong changes of the registry can make Windows unusable: back up the server's system state, and export the key with the first command, before anything is changed.
# Before: The spelling: the key is MSExchange OWA, with a space, and the second value AllowExternalUntrustedCerts has one l after Externa. The printed paper has both wrong; values under its names do nothing.
# Before: This is for the servers that proxy, in Redmond; nothing is needed on those that are proxied to.
# Do: Export the key. If the file is there already, keep it: it has the state before.
# Do: Set both values to 1 (REG_DWORD).
# Do: They take effect with the restart of IIS (step restart-services).
# Do: The limits of self-signed certificates stay for clients: what this server itself presents to them must be trusted by them.
$null = Read-Host -Prompt 'Step 54: Let CAS01 proxy to servers whose certificate it would refuse. Press Enter to run it, Ctrl+C to stop'
reg.exe export 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' 'C:\casplan\before\MSExchange-OWA.reg'
reg.exe add 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' /v AllowInternalUntrustedCerts /t REG_DWORD /d 1 /f
reg.exe add 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' /v AllowExternalUntrustedCerts /t REG_DWORD /d 1 /f
# Check: The query shows both values as REG_DWORD 0x1, and the file MSExchange-OWA.reg is there.
# Check: After the restart, a user whose mailbox is in another site logs on at mail.contoso.com and gets his mailbox; the application log of this server has no error of the source MSExchange OWA about certificates.
#   reg.exe query 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA'
# Way back: Delete both values, unless the exported file shows that they were there before; then import that file. Restart IIS.
#   reg.exe delete 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' /v AllowInternalUntrustedCerts /f
#   reg.exe delete 'HKLM\SYSTEM\CurrentControlSet\Services\MSExchange OWA' /v AllowExternalUntrustedCerts /f

# ---- Step 57: Restart the services of CAS01
# Id: contoso/Redmond/restart-services/CAS01
# Before: A quiet hour: everybody connected to CAS01 is cut off for a minute or two.
# Before: One server at a time, taken out of the load balancer before and put back after its own test.
# Do: Run the commands, and wait until the services run again.
$null = Read-Host -Prompt 'Step 57: Restart the services of CAS01. Press Enter to run it, Ctrl+C to stop'
iisreset.exe /noforce
# Check: W3SVC and the Exchange services of CAS01 are Running.
# Check: The system and application logs have no new errors of IIS, Schannel or MSExchange.
#   Get-Service -Name W3SVC,MSExchange*
# Way back: A restart cannot be taken back. If iisreset reports that a service did not stop in time, run it again, or restart the server.

# ---- Step 61: Test CAS01 from inside
# Id: contoso/Redmond/verify-inside/CAS01
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 61: Test CAS01 from inside. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'
