# Commands for server OSLCAS1
# For Exchange Server 2010 SP3, plan of 2026-11-22
# Run it in the Exchange Management Shell, opened as administrator.
# It stops before each step: others may have work to do in between, which
# checklist.md has in its place. The way back stands below each step.

# ---- Step 2: Save the present settings of OSLCAS1
# Id: contoso/Oslo/record-current-state/OSLCAS1
# Before: An account in the role group Organization Management or Server Management that is also in the local Administrators group of OSLCAS1, for this and all later steps on the server.
# Before: The Exchange Management Shell on OSLCAS1 itself, opened with Run as administrator where Windows offers it.
# Before: That shell is connected to oslcas1.corp.contoso.com, as its first lines say; it may choose another server by itself. Commands that could be run on the wrong one name OSLCAS1, but files that Exchange writes land where the shell is connected.
# Do: The commands make the folder C:\casplan. It will hold certificates with their private keys, so they let only Administrators and SYSTEM in.
# Do: Run the commands. An error that a virtual directory does not exist only says that there is nothing to save of it.
# Do: Note the certificate that web browsers see now: open https://oslcas1.corp.contoso.com/owa and keep its serial number and end date.
# Do: If OSLCAS1 has just been installed: give its service connection point the address of the servers that were there before (AutoDiscoverServiceInternalUri), at once. Outlook inside finds a new one within minutes, and warns about its certificate.
# Do: Copy C:\casplan\before to another computer.
$null = Read-Host -Prompt 'Step 2: Save the present settings of OSLCAS1. Press Enter to run it, Ctrl+C to stop'
New-Item -Path 'C:\casplan\before' -ItemType Directory -Force
icacls.exe 'C:\casplan' /inheritance:r /grant:r '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F'
ipconfig.exe /all | Out-File -FilePath 'C:\casplan\before\ipconfig.txt' -NoClobber
Get-ExchangeCertificate -Server 'OSLCAS1' | Format-List | Out-File -FilePath 'C:\casplan\before\certificates.txt' -NoClobber
Get-ExchangeCertificate -Server 'OSLCAS1' | Select-Object -Property Thumbprint, Subject, Services, NotAfter, IsSelfSigned | Export-Csv -Path 'C:\casplan\before\certificates.csv' -NoTypeInformation -NoClobber
netsh.exe http show sslcert | Out-File -FilePath 'C:\casplan\before\sslcert.txt' -NoClobber
Get-ClientAccessServer -Identity 'OSLCAS1' | Export-Clixml -Path 'C:\casplan\before\scp.xml' -NoClobber
Get-OutlookAnywhere -Identity 'OSLCAS1\Rpc (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\outlook-anywhere.xml' -NoClobber
Get-OutlookProvider -Identity EXPR | Export-Clixml -Path 'C:\casplan\before\outlook-provider.xml' -NoClobber
Get-OabVirtualDirectory -Identity 'OSLCAS1\OAB (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\oab.xml' -NoClobber
Get-WebServicesVirtualDirectory -Identity 'OSLCAS1\EWS (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\ews.xml' -NoClobber
Get-OwaVirtualDirectory -Identity 'OSLCAS1\owa (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\owa.xml' -NoClobber
Get-EcpVirtualDirectory -Identity 'OSLCAS1\ecp (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\ecp.xml' -NoClobber
Get-ActiveSyncVirtualDirectory -Identity 'OSLCAS1\Microsoft-Server-ActiveSync (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\activesync.xml' -NoClobber
Get-ImapSettings -Server 'OSLCAS1' | Format-List | Out-File -FilePath 'C:\casplan\before\imap4.txt' -NoClobber
& "$env:windir\System32\inetsrv\appcmd.exe" add backup 'casplan-before'
# Check: C:\casplan\before holds a file for every service of this server, and none of them is empty.
# Check: certificates.csv names the certificate that IIS uses now: the one with IIS among its services, whose thumbprint is the hash of port 443 in sslcert.txt.
#   Get-ChildItem -Path 'C:\casplan\before' | Format-Table -Property Name, Length
# Way back: Nothing to take back: this step only reads. When the work is over and renewed once, delete C:\casplan, with the keys in it.

# ---- Step 9: Install the certificate oslcas1 on OSLCAS1
# Id: contoso/Oslo/install-certificate/OSLCAS1
# Before: Users reach this server only through another Client Access server, which is told to accept this certificate (step allow-proxy-certificates), or as domain computers inside: a self-signed certificate is enough for both.
# Do: The command keeps a self-signed certificate that lists oslcas1.corp.contoso.com and lives for at least six more months, as the one that Setup made does at first. Otherwise it makes a new one with oslcas1, oslcas1.corp.contoso.com. Answer No if it asks whether to replace the default SMTP certificate.
# Do: It is valid for 5 years; nobody renews it by itself.
$null = Read-Host -Prompt 'Step 9: Install the certificate oslcas1 on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
if (-not (Get-ExchangeCertificate -Server 'OSLCAS1' -DomainName 'oslcas1.corp.contoso.com' | Where-Object { $_.IsSelfSigned -and $_.NotAfter -gt (Get-Date).AddMonths(6) })) { New-ExchangeCertificate -Server 'OSLCAS1' -SubjectName 'CN=oslcas1' -DomainName 'oslcas1','oslcas1.corp.contoso.com' -FriendlyName 'oslcas1' -KeySize 2048 -PrivateKeyExportable:$true -Services IIS }
# Check: The list shows the certificate with HasPrivateKey True, Status Valid, the names oslcas1, oslcas1.corp.contoso.com and the right end date.
#   Get-ExchangeCertificate -Server 'OSLCAS1' -DomainName 'oslcas1.corp.contoso.com' | Format-List -Property Thumbprint, Subject, CertificateDomains, IsSelfSigned, HasPrivateKey, Status, NotAfter, Services
# Way back: If a service uses the certificate already, first enable the one of before again (way back of enable-certificate). Then remove it by its thumbprint; its key on this server goes with it.

# ---- Step 12: Put the certificate oslcas1 to use on OSLCAS1
# Id: contoso/Oslo/enable-certificate/OSLCAS1
# Before: The certificate is installed on OSLCAS1 and its status is Valid.
# Before: A quiet hour: until the addresses that clients are given are set too, Outlook inside may warn, because it still has the old names.
# Do: Run the commands. Answer No if asked whether to overwrite the default SMTP certificate: mail between the Exchange servers relies on the one that Setup made.
# Do: Enabling for IIS also turns on Require SSL for the default web site, and so for every virtual directory that has no setting of its own.
# Do: Services can be added to a certificate but not taken away: another certificate must take them over. Keep the old certificate until everything works.
$null = Read-Host -Prompt 'Step 12: Put the certificate oslcas1 to use on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
$certificate = Get-ExchangeCertificate -Server 'OSLCAS1' -DomainName 'oslcas1.corp.contoso.com' | Where-Object { $_.IsSelfSigned } | Sort-Object -Property NotBefore -Descending | Select-Object -First 1
Enable-ExchangeCertificate -Thumbprint $certificate.Thumbprint -Server 'OSLCAS1' -Services IIS,IMAP
# Check: The list shows IIS,IMAP among the services of this certificate.
# Check: A browser that opens the server shows the new certificate (its serial number, not only its name). A name warning is expected until the addresses are changed.
#   Get-ExchangeCertificate -Server 'OSLCAS1' | Format-List -Property Thumbprint, Subject, Services, NotAfter
# Way back: Give the services back the certificates that they had, from the list saved before. The commands take a self-signed certificate first and another one last, so that the last one stays.
# Way back: Then see that port 443 has the hash that stands in C:\casplan\before\sslcert.txt (netsh http show sslcert).
# Way back: Restart what was restarted for the new one (step restart-services).
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'IIS' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Server 'OSLCAS1' -Services IIS }
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'IMAP' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Server 'OSLCAS1' -Services IMAP }

# ---- Step 16: Point the service connection point of OSLCAS1 to oslcas1.corp.contoso.com
# Id: contoso/Oslo/set-scp/OSLCAS1
# Before: oslcas1.corp.contoso.com is answered inside, and the certificate on that address lists it.
# Before: To be done on every Client Access server, newly installed ones among them at once: Outlook picks one of all, and a single forgotten server is enough for warnings.
# Do: Run the command. Oslo as site scope lets Outlook in that Active Directory site prefer this server.
# Do: Other Active Directory sites whose users should prefer it may be added to the scope, separated by commas.
$null = Read-Host -Prompt 'Step 16: Point the service connection point of OSLCAS1 to oslcas1.corp.contoso.com. Press Enter to run it, Ctrl+C to stop'
Set-ClientAccessServer -Identity 'OSLCAS1' -AutoDiscoverServiceInternalUri 'https://oslcas1.corp.contoso.com/autodiscover/autodiscover.xml' -AutoDiscoverSiteScope 'Oslo'
# Check: AutoDiscoverServiceInternalUri of OSLCAS1 is https://oslcas1.corp.contoso.com/autodiscover/autodiscover.xml, letter for letter.
# Check: After the directory has replicated: hold Ctrl, right-click the Outlook icon beside the clock, Test E-mail AutoConfiguration; the Log tab shows this address found through SCP, and no warning appears.
#   Get-ClientAccessServer -Identity 'OSLCAS1' | Format-List -Property Name, AutoDiscoverServiceInternalUri, AutoDiscoverSiteScope
# Way back: Put back the saved address and scope.
#   Import-Clixml -Path 'C:\casplan\before\scp.xml' | ForEach-Object { Set-ClientAccessServer -Identity 'OSLCAS1' -AutoDiscoverServiceInternalUri $_.AutoDiscoverServiceInternalUri -AutoDiscoverSiteScope @($_.AutoDiscoverSiteScope) }

# ---- Step 21: Set the addresses of the offline address book on OSLCAS1
# Id: contoso/Oslo/set-oab-url/OSLCAS1
# Do: Run the command.
# Do: Inside, the address is http on purpose and SSL is not required: the Windows service that downloads it refuses self-signed certificates. The address book, not a password, crosses the network in the clear.
$null = Read-Host -Prompt 'Step 21: Set the addresses of the offline address book on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
Set-OabVirtualDirectory -Identity 'OSLCAS1\OAB (Default Web Site)' -InternalUrl 'http://oslcas1.corp.contoso.com/OAB' -ExternalUrl $null -RequireSSL:$false
# Check: InternalUrl is http://oslcas1.corp.contoso.com/OAB.
# Check: ExternalUrl is empty, on purpose.
# Check: In Outlook: Send/Receive, Download Address Book ends without an error.
#   Get-OabVirtualDirectory -Identity 'OSLCAS1\OAB (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, RequireSSL
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\oab.xml' | ForEach-Object { Set-OabVirtualDirectory -Identity 'OSLCAS1\OAB (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -RequireSSL $_.RequireSSL }

# ---- Step 24: Set the addresses of Exchange Web Services on OSLCAS1
# Id: contoso/Oslo/set-ews-url/OSLCAS1
# Do: Run the command.
# Do: Leave InternalNLBBypassUrl at the address with oslcas1.corp.contoso.com: Client Access servers use it to reach each other past a load balancer.
# Do: If it asks whether to go on because the bypass address cannot be resolved, answer Yes only when oslcas1.corp.contoso.com is right.
$null = Read-Host -Prompt 'Step 24: Set the addresses of Exchange Web Services on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
Set-WebServicesVirtualDirectory -Identity 'OSLCAS1\EWS (Default Web Site)' -InternalUrl 'https://oslcas1.corp.contoso.com/EWS/Exchange.asmx' -ExternalUrl $null
# Check: InternalUrl is https://oslcas1.corp.contoso.com/EWS/Exchange.asmx.
# Check: ExternalUrl is empty, on purpose.
# Check: In Outlook, the Scheduling Assistant shows the times of another user, and the Out of Office Assistant opens.
#   Get-WebServicesVirtualDirectory -Identity 'OSLCAS1\EWS (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthentication, WindowsAuthentication
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\ews.xml' | ForEach-Object { Set-WebServicesVirtualDirectory -Identity 'OSLCAS1\EWS (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -BasicAuthentication $_.BasicAuthentication }

# ---- Step 27: Set the addresses of OWA on OSLCAS1
# Id: contoso/Oslo/set-owa-url/OSLCAS1
# Do: Run the command.
# Do: The internal address is the server itself, because the other Client Access servers proxy to it. People inside open https://oslcas1.corp.contoso.com/owa.
# Do: OWA and the control panel must name the same host: change both in one sitting (step set-ecp-url). A warning about it between the two is expected.
# Do: The directory PowerShell keeps the address that Setup gave it, which begins with http on purpose.
$null = Read-Host -Prompt 'Step 27: Set the addresses of OWA on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
Set-OwaVirtualDirectory -Identity 'OSLCAS1\owa (Default Web Site)' -InternalUrl 'https://oslcas1.corp.contoso.com/owa' -ExternalUrl $null
# Check: InternalUrl is https://oslcas1.corp.contoso.com/owa.
# Check: ExternalUrl is empty, on purpose.
#   Get-OwaVirtualDirectory -Identity 'OSLCAS1\owa (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, FailbackUrl, *DownloadHostName
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | ForEach-Object { Set-OwaVirtualDirectory -Identity 'OSLCAS1\owa (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 30: Set the addresses of the control panel on OSLCAS1
# Id: contoso/Oslo/set-ecp-url/OSLCAS1
# Do: Run the command in the same sitting as set-owa-url.
$null = Read-Host -Prompt 'Step 30: Set the addresses of the control panel on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
Set-EcpVirtualDirectory -Identity 'OSLCAS1\ecp (Default Web Site)' -InternalUrl 'https://oslcas1.corp.contoso.com/ecp' -ExternalUrl $null
# Check: InternalUrl is https://oslcas1.corp.contoso.com/ecp.
# Check: ExternalUrl is empty, on purpose.
#   Get-EcpVirtualDirectory -Identity 'OSLCAS1\ecp (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\ecp.xml' | ForEach-Object { Set-EcpVirtualDirectory -Identity 'OSLCAS1\ecp (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 33: Set the addresses of ActiveSync on OSLCAS1
# Id: contoso/Oslo/set-activesync-url/OSLCAS1
# Do: Run the command.
# Do: The internal address is the server itself, because the other Client Access servers proxy to it.
$null = Read-Host -Prompt 'Step 33: Set the addresses of ActiveSync on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
Set-ActiveSyncVirtualDirectory -Identity 'OSLCAS1\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl 'https://oslcas1.corp.contoso.com/Microsoft-Server-ActiveSync' -ExternalUrl $null
# Check: InternalUrl is https://oslcas1.corp.contoso.com/Microsoft-Server-ActiveSync.
# Check: ExternalUrl is empty, on purpose.
#   Get-ActiveSyncVirtualDirectory -Identity 'OSLCAS1\Microsoft-Server-ActiveSync (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthEnabled, WindowsAuthEnabled
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\activesync.xml' | ForEach-Object { Set-ActiveSyncVirtualDirectory -Identity 'OSLCAS1\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 36: Set up IMAP4 on OSLCAS1
# Id: contoso/Oslo/set-imap/OSLCAS1
# Do: Run the commands on OSLCAS1.
# Do: The name given finds the server's own certificate; nobody types it.
# Do: The external connection settings are what the options in OWA tell people to type: mail.contoso.com, a name of Munich, through which programs of this site's users come in, in every place.
# Do: The certificate must be enabled for IMAP too (step enable-certificate: IIS,IMAP).
# Do: People use IMAP4 port 993 with SSL from the first byte. Port 143 stays bound for programs inside; the firewall keeps it in.
# Do: The last commands start the service now and with Windows; a change of these settings counts only after such a restart.
$null = Read-Host -Prompt 'Step 36: Set up IMAP4 on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
Set-ImapSettings -Server 'OSLCAS1' -LoginType SecureLogin -SSLBindings '0.0.0.0:993','[::]:993' -UnencryptedOrTLSBindings '0.0.0.0:143','[::]:143'
Set-ImapSettings -Server 'OSLCAS1' -X509CertificateName 'oslcas1.corp.contoso.com'
Set-ImapSettings -Server 'OSLCAS1' -ExternalConnectionSettings ('mail.contoso.com' + ':993:SSL')
sc.exe config MSExchangeIMAP4 start= auto
Restart-Service -Name MSExchangeIMAP4
# Check: X509CertificateName and LoginType are as set, and the service runs.
# Check: openssl s_client -connect oslcas1.corp.contoso.com:993 shows the planned certificate and then a greeting.
#   Get-ImapSettings -Server 'OSLCAS1' | Format-List -Property X509CertificateName, LoginType, SSLBindings, UnencryptedOrTLSBindings, *ConnectionSettings
#   Get-Service -Name MSExchangeIMAP4*
# Way back: Put back the values in C:\casplan\before\imap4.txt with Set-ImapSettings, and restart the service. If it was off before, stop it and set its start type back:
#   sc.exe config MSExchangeIMAP4 start= demand
#   Stop-Service -Name MSExchangeIMAP4

# ---- Step 39: Require SSL for ActiveSync on OSLCAS1
# Id: contoso/Oslo/require-ssl-activesync/OSLCAS1
# Before: The certificate is enabled and the addresses are https: requiring SSL while a client still uses http locks it out.
# Do: IIS 7 or later: select Default Web Site, Microsoft-Server-ActiveSync, SSL Settings; tick Require SSL; Apply. Or run the command.
# Do: Choose the directory, not the whole web site: the site's setting reaches every directory in it, the older exchange, public and exchweb directories and the offline address book among them.
# Do: On devices, tick that the server requires an encrypted (SSL) connection.
$null = Read-Host -Prompt 'Step 39: Require SSL for ActiveSync on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
& "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/Microsoft-Server-ActiveSync' '/section:access' '/sslFlags:Ssl,Ssl128' '/commit:apphost'
# Check: http://oslcas1.corp.contoso.com/Microsoft-Server-ActiveSync answers 403.4, SSL is required; with https it asks for a password.
#   & "$env:windir\System32\inetsrv\appcmd.exe" list config 'Default Web Site/Microsoft-Server-ActiveSync' '/section:access'
# Way back: Clear Require SSL on Microsoft-Server-ActiveSync in the same dialog. Passwords then cross the network readable: only for as long as a fault is looked for.
#   & "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/Microsoft-Server-ActiveSync' '/section:access' '/sslFlags:None' '/commit:apphost'

# ---- Step 42: Require SSL for OWA on OSLCAS1
# Id: contoso/Oslo/require-ssl-owa/OSLCAS1
# Before: The certificate is enabled and the addresses are https: requiring SSL while a client still uses http locks it out.
# Do: IIS 7 or later: select Default Web Site, owa, SSL Settings; tick Require SSL; Apply. Or run the command.
# Do: Choose the directory, not the whole web site: the site's setting reaches every directory in it, the older exchange, public and exchweb directories and the offline address book among them.
# Do: People type addresses without https and get the error 403.4 then: tell them the address in full, or redirect the root of the web site.
$null = Read-Host -Prompt 'Step 42: Require SSL for OWA on OSLCAS1. Press Enter to run it, Ctrl+C to stop'
& "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/owa' '/section:access' '/sslFlags:Ssl,Ssl128' '/commit:apphost'
# Check: http://oslcas1.corp.contoso.com/owa answers 403.4, SSL is required; with https it asks for a logon: by a form for now, by the browser's own box once step set-proxy-authentication has switched forms off.
#   & "$env:windir\System32\inetsrv\appcmd.exe" list config 'Default Web Site/owa' '/section:access'
# Way back: Clear Require SSL on owa in the same dialog. Passwords then cross the network readable: only for as long as a fault is looked for.
#   & "$env:windir\System32\inetsrv\appcmd.exe" set config 'Default Web Site/owa' '/section:access' '/sslFlags:None' '/commit:apphost'

# ---- Step 46: Let other Client Access servers log on to OSLCAS1
# Id: contoso/Oslo/set-proxy-authentication/OSLCAS1
# Before: OSLCAS1 and the servers that proxy to it are in the same forest, and oslcas1.corp.contoso.com is found from there.
# Do: Run the commands. Basic authentication on ActiveSync stays: devices inside use it.
# Do: Forms go off: nobody from outside logs on here directly, and people inside are logged on by Windows.
# Do: The control panel always has the same methods as OWA.
# Do: Exchange Web Services need Windows authentication too; it is on by default.
$null = Read-Host -Prompt 'Step 46: Let other Client Access servers log on to OSLCAS1. Press Enter to run it, Ctrl+C to stop'
Set-OwaVirtualDirectory -Identity 'OSLCAS1\owa (Default Web Site)' -FormsAuthentication:$false -WindowsAuthentication:$true
Set-EcpVirtualDirectory -Identity 'OSLCAS1\ecp (Default Web Site)' -FormsAuthentication:$false -WindowsAuthentication:$true
Set-ActiveSyncVirtualDirectory -Identity 'OSLCAS1\Microsoft-Server-ActiveSync (Default Web Site)' -WindowsAuthEnabled:$true
# Check: WindowsAuthentication, and WindowsAuthEnabled of ActiveSync, are True.
# Check: After the restart, a user of Oslo who logs on at mail.contoso.com gets his mailbox.
#   Get-OwaVirtualDirectory -Identity 'OSLCAS1\owa (Default Web Site)' | Format-List -Property Server, *Authentication*
#   Get-EcpVirtualDirectory -Identity 'OSLCAS1\ecp (Default Web Site)' | Format-List -Property Server, *Authentication*
#   Get-ActiveSyncVirtualDirectory -Identity 'OSLCAS1\Microsoft-Server-ActiveSync (Default Web Site)' | Format-List -Property Server, *Auth*
# Way back: Put back the saved methods. Where forms were on, they switch Windows authentication off by themselves.
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | Where-Object { $_.FormsAuthentication } | ForEach-Object { Set-OwaVirtualDirectory -Identity 'OSLCAS1\owa (Default Web Site)' -FormsAuthentication:$true }
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | Where-Object { -not $_.FormsAuthentication } | ForEach-Object { Set-OwaVirtualDirectory -Identity 'OSLCAS1\owa (Default Web Site)' -BasicAuthentication $_.BasicAuthentication -WindowsAuthentication $_.WindowsAuthentication }
#   Import-Clixml -Path 'C:\casplan\before\ecp.xml' | Where-Object { $_.FormsAuthentication } | ForEach-Object { Set-EcpVirtualDirectory -Identity 'OSLCAS1\ecp (Default Web Site)' -FormsAuthentication:$true }
#   Import-Clixml -Path 'C:\casplan\before\ecp.xml' | Where-Object { -not $_.FormsAuthentication } | ForEach-Object { Set-EcpVirtualDirectory -Identity 'OSLCAS1\ecp (Default Web Site)' -BasicAuthentication $_.BasicAuthentication -WindowsAuthentication $_.WindowsAuthentication }
#   Import-Clixml -Path 'C:\casplan\before\activesync.xml' | ForEach-Object { Set-ActiveSyncVirtualDirectory -Identity 'OSLCAS1\Microsoft-Server-ActiveSync (Default Web Site)' -WindowsAuthEnabled $_.WindowsAuthEnabled }

# ---- Step 49: Restart the services of OSLCAS1
# Id: contoso/Oslo/restart-services/OSLCAS1
# Before: A quiet hour: everybody connected to OSLCAS1 is cut off for a minute or two.
# Do: Run the commands, and wait until the services run again.
# Do: IMAP4 was restarted in its own step; any change since then needs it again.
$null = Read-Host -Prompt 'Step 49: Restart the services of OSLCAS1. Press Enter to run it, Ctrl+C to stop'
iisreset.exe /noforce
Restart-Service -Name MSExchangeIMAP4
# Check: RequiredServicesRunning is True for every role.
# Check: The system and application logs have no new errors of IIS, Schannel or MSExchange.
#   Test-ServiceHealth -Server 'OSLCAS1'
# Way back: A restart cannot be taken back. If iisreset reports that a service did not stop in time, run it again, or restart the server.

# ---- Step 52: Test OSLCAS1 from inside
# Id: contoso/Oslo/verify-inside/OSLCAS1
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 52: Test OSLCAS1 from inside. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'
