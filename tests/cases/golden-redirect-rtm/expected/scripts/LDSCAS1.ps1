# Commands for server LDSCAS1
# For Exchange Server 2007 RTM, plan of 2026-11-22
# Run it in the Exchange Management Shell, opened as administrator.
# It stops before each step: others may have work to do in between, which
# checklist.md has in its place. The way back stands below each step.

# ---- Step 1: Save the present settings of LDSCAS1
# Id: wingtip/Leeds/record-current-state/LDSCAS1
# Before: An account with the Exchange Server Administrator role for LDSCAS1 that is also in its local Administrators group, for this and all later steps on the server.
# Before: The Exchange Management Shell on LDSCAS1 itself, opened with Run as administrator where Windows offers it.
# Before: The Windows component RPC over HTTP Proxy, if Outlook Anywhere is to be switched on: install it now, because it may ask for a restart.
# Do: Make the folder C:\casplan. It will hold certificates with their private keys: let only Administrators and SYSTEM in (Properties, Security, Advanced, without inherited permissions).
# Do: Run the commands. An error that a virtual directory does not exist only says that there is nothing to save of it.
# Do: Save the configuration of IIS as well. Windows Server 2003: IIS Manager, right-click the computer, All Tasks, Backup/Restore Configuration, Create Backup, name casplan-before. Windows Server 2008: appcmd.exe add backup casplan-before.
# Do: Note the certificate that web browsers see now: open https://mail.wingtiptoys.com/owa and keep its serial number and end date.
# Do: If LDSCAS1 has just been installed: give its service connection point the address of the servers that were there before (AutoDiscoverServiceInternalUri), at once. Outlook inside finds a new one within minutes, and warns about its certificate.
# Do: Ask the owners of the DNS zones for the records that exist now, and to lower the TTL of those that will change to 300 seconds, one old TTL before the change.
# Do: Copy C:\casplan\before to another computer.
$null = Read-Host -Prompt 'Step 1: Save the present settings of LDSCAS1. Press Enter to run it, Ctrl+C to stop'
New-Item -Path 'C:\casplan\before' -ItemType Directory -Force
ipconfig.exe /all | Out-File -FilePath 'C:\casplan\before\ipconfig.txt' -NoClobber
Get-ExchangeCertificate | Format-List | Out-File -FilePath 'C:\casplan\before\certificates.txt' -NoClobber
Get-ExchangeCertificate | Select-Object -Property Thumbprint, Subject, Services, NotAfter, IsSelfSigned | Export-Csv -Path 'C:\casplan\before\certificates.csv' -NoTypeInformation -NoClobber
Get-ClientAccessServer -Identity 'LDSCAS1' | Export-Clixml -Path 'C:\casplan\before\scp.xml' -NoClobber
Get-OutlookAnywhere -Identity 'LDSCAS1\Rpc (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\outlook-anywhere.xml' -NoClobber
Get-OutlookProvider -Identity EXPR | Export-Clixml -Path 'C:\casplan\before\outlook-provider.xml' -NoClobber
Get-OabVirtualDirectory -Identity 'LDSCAS1\OAB (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\oab.xml' -NoClobber
Get-UMVirtualDirectory -Identity 'LDSCAS1\UnifiedMessaging (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\um.xml' -NoClobber
Get-WebServicesVirtualDirectory -Identity 'LDSCAS1\EWS (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\ews.xml' -NoClobber
Get-OwaVirtualDirectory -Identity 'LDSCAS1\owa (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\owa.xml' -NoClobber
Get-ActiveSyncVirtualDirectory -Identity 'LDSCAS1\Microsoft-Server-ActiveSync (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\activesync.xml' -NoClobber
Get-PopSettings | Format-List | Out-File -FilePath 'C:\casplan\before\pop3.txt' -NoClobber
# Check: C:\casplan\before holds a file for every service of this server, and none of them is empty.
# Check: certificates.csv names the certificate that IIS uses now: the one with IIS among its services.
#   Get-ChildItem -Path 'C:\casplan\before' | Format-Table -Property Name, Length
# Way back: Nothing to take back: this step only reads. When the work is over and renewed once, delete C:\casplan, with the keys in it.

# ---- Step 3: Give LDSCAS1 a second address for the Autodiscover web site
# Id: wingtip/Leeds/second-address/LDSCAS1
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 3: Give LDSCAS1 a second address for the Autodiscover web site. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 7: Install the certificate mail.wingtiptoys.com on LDSCAS1
# Id: wingtip/Leeds/install-certificate/LDSCAS1
# Before: The issued certificate as C:\casplan\mail.wingtiptoys.com.cer, copied to the server, and the authority's intermediate certificates.
# Before: C:\casplan\mail.wingtiptoys.com.pfx: make the PFX from the issued certificate and its key (casplan certificate, or openssl pkcs12 -export), encrypted the old way with 3DES and SHA-1. Windows before Server 2019 answers an AES file with "the password is incorrect": with openssl 3 add -legacy, or -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1.
# Do: Put the intermediate certificates into the computer's store Intermediate Certification Authorities (certutil -addstore CA with each file). Where they are missing, phones and some programs refuse the certificate although browsers accept it.
# Do: Import the PFX with the commands; the first one asks for its password, which is not shown.
# Do: Delete C:\casplan\mail.wingtiptoys.com.pfx on this server when the certificate works; keep one copy, with its password elsewhere, in a safe place.
$null = Read-Host -Prompt 'Step 7: Install the certificate mail.wingtiptoys.com on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
$password = Read-Host -Prompt 'Password of the PFX file' -AsSecureString
Import-ExchangeCertificate -Path 'C:\casplan\mail.wingtiptoys.com.pfx' -Password $password
# Check: The list shows the certificate with HasPrivateKey True, Status Valid, the names mail.wingtiptoys.com and the right end date.
# Check: Status RevocationCheckFailure means that the server cannot fetch the authority's revocation list; status Invalid means that an intermediate or root certificate is missing.
#   $certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.wingtiptoys.com.cer'
#   Get-ExchangeCertificate -Thumbprint $certificate.Thumbprint | Format-List -Property Thumbprint, Subject, CertificateDomains, HasPrivateKey, Status, NotAfter, Services
# Way back: If a service uses the certificate already, first enable the one of before again (way back of enable-certificate). Then remove it by its thumbprint; its key on this server goes with it.
#   $certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.wingtiptoys.com.cer'
#   Remove-ExchangeCertificate -Thumbprint $certificate.Thumbprint

# ---- Step 9: Put the certificate mail.wingtiptoys.com to use on LDSCAS1
# Id: wingtip/Leeds/enable-certificate/LDSCAS1
# Before: The certificate is installed on LDSCAS1 and its status is Valid.
# Before: A quiet hour: until the addresses that clients are given are set too, Outlook inside may warn, because it still has the old names.
# Do: Run the commands. Answer No if asked whether to overwrite the default SMTP certificate: mail between the Exchange servers relies on the one that Setup made.
# Do: Enabling for IIS also turns on Require SSL for the default web site, and so for every virtual directory that has no setting of its own.
# Do: Services can be added to a certificate but not taken away: another certificate must take them over. Keep the old certificate until everything works.
$null = Read-Host -Prompt 'Step 9: Put the certificate mail.wingtiptoys.com to use on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
$certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'C:\casplan\mail.wingtiptoys.com.cer'
Enable-ExchangeCertificate -Thumbprint $certificate.Thumbprint -Services IIS,POP
# Check: The list shows IIS,POP among the services of this certificate.
# Check: A browser that opens the server shows the new certificate (its serial number, not only its name). A name warning is expected until the addresses are changed.
#   Get-ExchangeCertificate | Format-List -Property Thumbprint, Subject, Services, NotAfter
# Way back: Give the services back the certificates that they had, from the list saved before. The commands take a self-signed certificate first and another one last, so that the last one stays.
# Way back: Restart what was restarted for the new one (step restart-services).
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'IIS' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Services IIS }
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'POP' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Services POP }

# ---- Step 11: Confine the default web site of LDSCAS1 to its own address
# Id: wingtip/Leeds/configure-default-web-site/LDSCAS1
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 11: Confine the default web site of LDSCAS1 to its own address. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 13: Create the folder of the redirect web site on LDSCAS1
# Id: wingtip/Leeds/create-redirect-directory/LDSCAS1
# Before: If IIS keeps its files on another drive, use that drive here and in the next step.
# Do: Make the folder Autodiscover under C:\Inetpub, and in it another folder Autodiscover.
# Do: Make an empty text file autodiscover.xml in the inner folder: C:\Inetpub\Autodiscover\Autodiscover\autodiscover.xml. See to it that it is not called autodiscover.xml.txt.
$null = Read-Host -Prompt 'Step 13: Create the folder of the redirect web site on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
New-Item -Path 'C:\Inetpub\Autodiscover\Autodiscover' -ItemType Directory -Force
New-Item -Path 'C:\Inetpub\Autodiscover\Autodiscover\autodiscover.xml' -ItemType File
# Check: The file is there, with a length of 0.
#   Get-ChildItem -Path 'C:\Inetpub\Autodiscover\Autodiscover'
# Way back: Delete the folder C:\Inetpub\Autodiscover, after the web site that uses it.

# ---- Step 15: Create the redirect web site on LDSCAS1
# Id: wingtip/Leeds/create-redirect-web-site/LDSCAS1
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 15: Create the redirect web site on LDSCAS1. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 18: Point the service connection point of LDSCAS1 to mail.wingtiptoys.com
# Id: wingtip/Leeds/set-scp/LDSCAS1
# Before: mail.wingtiptoys.com is answered inside, and the certificate on that address lists it.
# Before: To be done on every Client Access server, newly installed ones among them at once: Outlook picks one of all, and a single forgotten server is enough for warnings.
# Do: Run the command. Leeds as site scope lets Outlook in that Active Directory site prefer this server.
# Do: Other Active Directory sites whose users should prefer it may be added to the scope, separated by commas.
$null = Read-Host -Prompt 'Step 18: Point the service connection point of LDSCAS1 to mail.wingtiptoys.com. Press Enter to run it, Ctrl+C to stop'
Set-ClientAccessServer -Identity 'LDSCAS1' -AutoDiscoverServiceInternalUri 'https://mail.wingtiptoys.com/autodiscover/autodiscover.xml' -AutoDiscoverSiteScope 'Leeds'
# Check: AutoDiscoverServiceInternalUri of LDSCAS1 is https://mail.wingtiptoys.com/autodiscover/autodiscover.xml, letter for letter.
# Check: After the directory has replicated: hold Ctrl, right-click the Outlook icon beside the clock, Test E-mail AutoConfiguration; the Log tab shows this address found through SCP, and no warning appears.
#   Get-ClientAccessServer -Identity 'LDSCAS1' | Format-List -Property Name, AutoDiscoverServiceInternalUri, AutoDiscoverSiteScope
# Way back: Put back the saved address and scope.
#   Import-Clixml -Path 'C:\casplan\before\scp.xml' | ForEach-Object { Set-ClientAccessServer -Identity 'LDSCAS1' -AutoDiscoverServiceInternalUri $_.AutoDiscoverServiceInternalUri -AutoDiscoverSiteScope @($_.AutoDiscoverSiteScope) }

# ---- Step 20: Set up Outlook Anywhere on LDSCAS1
# Id: wingtip/Leeds/set-outlook-anywhere/LDSCAS1
# Before: The Windows component RPC over HTTP Proxy. Windows Server 2003: Add or Remove Programs, Add/Remove Windows Components, Networking Services. Windows Server 2008: ServerManagerCmd -i RPC-over-HTTP-proxy.
# Before: Basic sends the password in a form that anybody who ends the SSL connection can read. Require SSL, and end it nowhere but on machines of your own.
# Do: Run the command. If Outlook Anywhere is on already it says so: then use Set-OutlookAnywhere -Identity with LDSCAS1\Rpc (Default Web Site) and the same host and methods.
# Do: Exchange writes the settings to IIS within 15 minutes; restarting IIS does not hurry it.
$null = Read-Host -Prompt 'Step 20: Set up Outlook Anywhere on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
Enable-OutlookAnywhere -Server 'LDSCAS1' -ExternalHostname 'mail.wingtiptoys.com' -ExternalAuthenticationMethod Basic -SSLOffloading:$false
# Check: The list shows the hosts and methods that the commands set.
# Check: ExternalHostname is mail.wingtiptoys.com.
# Check: The application log of LDSCAS1 has event 3006 of the source MSExchange RPC over HTTP Autoconfig; until then connections fail.
# Check: https://mail.wingtiptoys.com/rpc/rpcproxy.dll asks for a password and then shows an empty page.
#   Get-OutlookAnywhere -Identity 'LDSCAS1\Rpc (Default Web Site)' | Format-List -Property Server, *Host*, *Auth*, *Ssl*, SSLOffloading
# Way back: Switch Outlook Anywhere off, if it was off before (no file outlook-anywhere.xml, or an empty one, in C:\casplan\before). If it was on, set the saved host and methods with Set-OutlookAnywhere instead.
#   Disable-OutlookAnywhere -Server 'LDSCAS1'

# ---- Step 22: Set the addresses of the offline address book on LDSCAS1
# Id: wingtip/Leeds/set-oab-url/LDSCAS1
# Before: The hosts of both addresses must be on the certificate of Leeds, which lists mail.wingtiptoys.com.
# Do: Run the command.
# Do: The internal address counts as much as the external one: if the certificate does not list its host, every Outlook inside warns.
# Do: Requiring SSL here needs a certificate that clients trust: the Windows service that downloads the address book shows no warning, it just fails.
$null = Read-Host -Prompt 'Step 22: Set the addresses of the offline address book on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
Set-OabVirtualDirectory -Identity 'LDSCAS1\OAB (Default Web Site)' -InternalUrl 'https://mail.wingtiptoys.com/OAB' -ExternalUrl 'https://mail.wingtiptoys.com/OAB' -RequireSSL:$true
# Check: InternalUrl is https://mail.wingtiptoys.com/OAB.
# Check: ExternalUrl is https://mail.wingtiptoys.com/OAB.
# Check: In Outlook: Send/Receive, Download Address Book ends without an error.
#   Get-OabVirtualDirectory -Identity 'LDSCAS1\OAB (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, RequireSSL
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\oab.xml' | ForEach-Object { Set-OabVirtualDirectory -Identity 'LDSCAS1\OAB (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -RequireSSL $_.RequireSSL }

# ---- Step 24: Set the addresses of Unified Messaging on LDSCAS1
# Id: wingtip/Leeds/set-um-url/LDSCAS1
# Before: The hosts of both addresses must be on the certificate of Leeds, which lists mail.wingtiptoys.com.
# Before: This is the web service on the Client Access server. The Unified Messaging servers themselves keep their self-signed certificates for calls (SIP and RTP) and for handing messages to Hub Transport servers.
# Do: Run the command. Skip it where Unified Messaging is not used.
# Do: The internal address counts as much as the external one: if the certificate does not list its host, every Outlook inside warns.
$null = Read-Host -Prompt 'Step 24: Set the addresses of Unified Messaging on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
Set-UMVirtualDirectory -Identity 'LDSCAS1\UnifiedMessaging (Default Web Site)' -InternalUrl 'https://mail.wingtiptoys.com/UnifiedMessaging/Service.asmx' -ExternalUrl 'https://mail.wingtiptoys.com/UnifiedMessaging/Service.asmx' -BasicAuthentication:$true
# Check: InternalUrl is https://mail.wingtiptoys.com/UnifiedMessaging/Service.asmx.
# Check: ExternalUrl is https://mail.wingtiptoys.com/UnifiedMessaging/Service.asmx.
#   Get-UMVirtualDirectory -Identity 'LDSCAS1\UnifiedMessaging (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthentication
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\um.xml' | ForEach-Object { Set-UMVirtualDirectory -Identity 'LDSCAS1\UnifiedMessaging (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -BasicAuthentication $_.BasicAuthentication }

# ---- Step 26: Set the addresses of Exchange Web Services on LDSCAS1
# Id: wingtip/Leeds/set-ews-url/LDSCAS1
# Before: The hosts of both addresses must be on the certificate of Leeds, which lists mail.wingtiptoys.com.
# Do: Run the command.
# Do: The internal address counts as much as the external one: if the certificate does not list its host, every Outlook inside warns.
$null = Read-Host -Prompt 'Step 26: Set the addresses of Exchange Web Services on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
Set-WebServicesVirtualDirectory -Identity 'LDSCAS1\EWS (Default Web Site)' -InternalUrl 'https://mail.wingtiptoys.com/EWS/Exchange.asmx' -ExternalUrl 'https://mail.wingtiptoys.com/EWS/Exchange.asmx' -BasicAuthentication:$true
# Check: InternalUrl is https://mail.wingtiptoys.com/EWS/Exchange.asmx.
# Check: ExternalUrl is https://mail.wingtiptoys.com/EWS/Exchange.asmx.
# Check: In Outlook, the Scheduling Assistant shows the times of another user, and the Out of Office Assistant opens.
#   Get-WebServicesVirtualDirectory -Identity 'LDSCAS1\EWS (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthentication, WindowsAuthentication
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\ews.xml' | ForEach-Object { Set-WebServicesVirtualDirectory -Identity 'LDSCAS1\EWS (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -BasicAuthentication $_.BasicAuthentication }

# ---- Step 28: Set the addresses of OWA on LDSCAS1
# Id: wingtip/Leeds/set-owa-url/LDSCAS1
# Before: The hosts of both addresses must be on the certificate of Leeds, which lists mail.wingtiptoys.com.
# Do: Run the command.
$null = Read-Host -Prompt 'Step 28: Set the addresses of OWA on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
Set-OwaVirtualDirectory -Identity 'LDSCAS1\owa (Default Web Site)' -InternalUrl 'https://mail.wingtiptoys.com/owa' -ExternalUrl 'https://mail.wingtiptoys.com/owa'
# Check: InternalUrl is https://mail.wingtiptoys.com/owa.
# Check: ExternalUrl is https://mail.wingtiptoys.com/owa.
#   Get-OwaVirtualDirectory -Identity 'LDSCAS1\owa (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | ForEach-Object { Set-OwaVirtualDirectory -Identity 'LDSCAS1\owa (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 30: Set the addresses of ActiveSync on LDSCAS1
# Id: wingtip/Leeds/set-activesync-url/LDSCAS1
# Before: The hosts of both addresses must be on the certificate of Leeds, which lists mail.wingtiptoys.com.
# Do: Run the command.
$null = Read-Host -Prompt 'Step 30: Set the addresses of ActiveSync on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
Set-ActiveSyncVirtualDirectory -Identity 'LDSCAS1\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl 'https://mail.wingtiptoys.com/Microsoft-Server-ActiveSync' -ExternalUrl 'https://mail.wingtiptoys.com/Microsoft-Server-ActiveSync'
# Check: InternalUrl is https://mail.wingtiptoys.com/Microsoft-Server-ActiveSync.
# Check: ExternalUrl is https://mail.wingtiptoys.com/Microsoft-Server-ActiveSync.
#   Get-ActiveSyncVirtualDirectory -Identity 'LDSCAS1\Microsoft-Server-ActiveSync (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthEnabled, WindowsAuthEnabled
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\activesync.xml' | ForEach-Object { Set-ActiveSyncVirtualDirectory -Identity 'LDSCAS1\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 32: Set up POP3 on LDSCAS1
# Id: wingtip/Leeds/set-pop/LDSCAS1
# Before: The name is on the certificate: mail.wingtiptoys.com.
# Before: In this version POP3 is not proxied to another site: users whose mailbox is elsewhere need a Client Access server of their own site.
# Do: Run the commands on LDSCAS1.
# Do: The name given finds the certificate, and is the one that people type into their programs.
# Do: The certificate must be enabled for POP too (step enable-certificate: IIS,POP).
# Do: People use POP3 port 995 with SSL from the first byte. Port 110 stays bound for programs inside; the firewall keeps it in.
# Do: The last commands start the service now and with Windows; a change of these settings counts only after such a restart.
$null = Read-Host -Prompt 'Step 32: Set up POP3 on LDSCAS1. Press Enter to run it, Ctrl+C to stop'
Set-PopSettings -LoginType SecureLogin -SSLBindings '0.0.0.0:995' -UnencryptedOrTLSBindings '0.0.0.0:110'
Set-PopSettings -X509CertificateName 'mail.wingtiptoys.com'
sc.exe config MSExchangePOP3 start= auto
Restart-Service -Name MSExchangePOP3
# Check: X509CertificateName and LoginType are as set, and the service runs.
# Check: openssl s_client -connect ldscas1.wingtiptoys.com:995 shows the planned certificate and then a greeting.
#   Get-PopSettings | Format-List -Property X509CertificateName, LoginType, SSLBindings, UnencryptedOrTLSBindings
#   Get-Service -Name MSExchangePOP3*
# Way back: Put back the values in C:\casplan\before\pop3.txt with Set-PopSettings, and restart the service. If it was off before, stop it and set its start type back:
#   sc.exe config MSExchangePOP3 start= demand
#   Stop-Service -Name MSExchangePOP3

# ---- Step 34: Require SSL for ActiveSync on LDSCAS1
# Id: wingtip/Leeds/require-ssl-activesync/LDSCAS1
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 34: Require SSL for ActiveSync on LDSCAS1. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 36: Require SSL for OWA on LDSCAS1
# Id: wingtip/Leeds/require-ssl-owa/LDSCAS1
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 36: Require SSL for OWA on LDSCAS1. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 38: Require SSL for Outlook Anywhere on LDSCAS1
# Id: wingtip/Leeds/require-ssl-rpc/LDSCAS1
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 38: Require SSL for Outlook Anywhere on LDSCAS1. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 40: Restart the services of LDSCAS1
# Id: wingtip/Leeds/restart-services/LDSCAS1
# Before: A quiet hour: everybody connected to LDSCAS1 is cut off for a minute or two.
# Before: One server at a time, taken out of the load balancer before and put back after its own test.
# Do: Run the commands, and wait until the services run again.
# Do: POP3 was restarted in its own step; any change since then needs it again.
$null = Read-Host -Prompt 'Step 40: Restart the services of LDSCAS1. Press Enter to run it, Ctrl+C to stop'
iisreset.exe /noforce
Restart-Service -Name MSExchangePOP3
# Check: W3SVC and the Exchange services of LDSCAS1 are Running.
# Check: The system and application logs have no new errors of IIS, Schannel or MSExchange.
#   Get-Service -Name W3SVC,MSExchange*
# Way back: A restart cannot be taken back. If iisreset reports that a service did not stop in time, run it again, or restart the server.

# ---- Step 42: Test LDSCAS1 from inside
# Id: wingtip/Leeds/verify-inside/LDSCAS1
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 42: Test LDSCAS1 from inside. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'
