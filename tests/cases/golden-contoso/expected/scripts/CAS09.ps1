# Commands for server CAS09
# For Exchange Server 2007 SP3, plan of 2026-11-22
# Run it in the Exchange Management Shell, opened as administrator.
# It stops before each step: others may have work to do in between, which
# checklist.md has in its place. The way back stands below each step.

# ---- Step 4: Save the present settings of CAS09
# Id: contoso/Reykjavik/record-current-state/CAS09
# Before: An account with the Exchange Server Administrator role for CAS09 that is also in its local Administrators group, for this and all later steps on the server.
# Before: The Exchange Management Shell on CAS09 itself, opened with Run as administrator where Windows offers it.
# Do: Make the folder C:\casplan. It will hold certificates with their private keys: let only Administrators and SYSTEM in (Properties, Security, Advanced, without inherited permissions).
# Do: Run the commands. An error that a virtual directory does not exist only says that there is nothing to save of it.
# Do: Save the configuration of IIS as well. Windows Server 2003: IIS Manager, right-click the computer, All Tasks, Backup/Restore Configuration, Create Backup, name casplan-before. Windows Server 2008: appcmd.exe add backup casplan-before.
# Do: Note the certificate that web browsers see now: open https://cas09.corp.contoso.com/owa and keep its serial number and end date.
# Do: If CAS09 has just been installed: give its service connection point the address of the servers that were there before (AutoDiscoverServiceInternalUri), at once. Outlook inside finds a new one within minutes, and warns about its certificate.
# Do: Copy C:\casplan\before to another computer.
$null = Read-Host -Prompt 'Step 4: Save the present settings of CAS09. Press Enter to run it, Ctrl+C to stop'
New-Item -Path 'C:\casplan\before' -ItemType Directory -Force
ipconfig.exe /all | Out-File -FilePath 'C:\casplan\before\ipconfig.txt' -NoClobber
Get-ExchangeCertificate | Format-List | Out-File -FilePath 'C:\casplan\before\certificates.txt' -NoClobber
Get-ExchangeCertificate | Select-Object -Property Thumbprint, Subject, Services, NotAfter, IsSelfSigned | Export-Csv -Path 'C:\casplan\before\certificates.csv' -NoTypeInformation -NoClobber
Get-ClientAccessServer -Identity 'CAS09' | Export-Clixml -Path 'C:\casplan\before\scp.xml' -NoClobber
Get-OutlookAnywhere -Identity 'CAS09\Rpc (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\outlook-anywhere.xml' -NoClobber
Get-OutlookProvider -Identity EXPR | Export-Clixml -Path 'C:\casplan\before\outlook-provider.xml' -NoClobber
Get-OabVirtualDirectory -Identity 'CAS09\OAB (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\oab.xml' -NoClobber
Get-WebServicesVirtualDirectory -Identity 'CAS09\EWS (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\ews.xml' -NoClobber
Get-OwaVirtualDirectory -Identity 'CAS09\owa (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\owa.xml' -NoClobber
Get-ActiveSyncVirtualDirectory -Identity 'CAS09\Microsoft-Server-ActiveSync (Default Web Site)' | Export-Clixml -Path 'C:\casplan\before\activesync.xml' -NoClobber
# Check: C:\casplan\before holds a file for every service of this server, and none of them is empty.
# Check: certificates.csv names the certificate that IIS uses now: the one with IIS among its services.
#   Get-ChildItem -Path 'C:\casplan\before' | Format-Table -Property Name, Length
# Way back: Nothing to take back: this step only reads. When the work is over and renewed once, delete C:\casplan, with the keys in it.

# ---- Step 12: Install the certificate cas09 on CAS09
# Id: contoso/Reykjavik/install-certificate/CAS09
# Before: Users reach this server only through another Client Access server, which is told to accept this certificate (step allow-proxy-certificates), or as domain computers inside: a self-signed certificate is enough for both.
# Do: The command keeps a self-signed certificate that lists cas09.corp.contoso.com and lives for at least six more months, as the one that Setup made does at first. Otherwise it makes a new one with cas09, cas09.corp.contoso.com. Answer No if it asks whether to replace the default SMTP certificate.
# Do: It is valid for 12 months; nobody renews it by itself.
$null = Read-Host -Prompt 'Step 12: Install the certificate cas09 on CAS09. Press Enter to run it, Ctrl+C to stop'
if (-not (Get-ExchangeCertificate -DomainName 'cas09.corp.contoso.com' | Where-Object { $_.IsSelfSigned -and $_.NotAfter -gt (Get-Date).AddMonths(6) })) { New-ExchangeCertificate -SubjectName 'CN=cas09' -DomainName 'cas09','cas09.corp.contoso.com' -FriendlyName 'cas09' -KeySize 2048 -PrivateKeyExportable:$true -Services IIS }
# Check: The list shows the certificate with HasPrivateKey True, Status Valid, the names cas09, cas09.corp.contoso.com and the right end date.
#   Get-ExchangeCertificate -DomainName 'cas09.corp.contoso.com' | Format-List -Property Thumbprint, Subject, CertificateDomains, IsSelfSigned, HasPrivateKey, Status, NotAfter, Services
# Way back: If a service uses the certificate already, first enable the one of before again (way back of enable-certificate). Then remove it by its thumbprint; its key on this server goes with it.

# ---- Step 16: Put the certificate cas09 to use on CAS09
# Id: contoso/Reykjavik/enable-certificate/CAS09
# Before: The certificate is installed on CAS09 and its status is Valid.
# Before: A quiet hour: until the addresses that clients are given are set too, Outlook inside may warn, because it still has the old names.
# Do: Run the commands. Answer No if asked whether to overwrite the default SMTP certificate: mail between the Exchange servers relies on the one that Setup made.
# Do: Enabling for IIS also turns on Require SSL for the default web site, and so for every virtual directory that has no setting of its own.
# Do: Services can be added to a certificate but not taken away: another certificate must take them over. Keep the old certificate until everything works.
$null = Read-Host -Prompt 'Step 16: Put the certificate cas09 to use on CAS09. Press Enter to run it, Ctrl+C to stop'
$certificate = Get-ExchangeCertificate -DomainName 'cas09.corp.contoso.com' | Where-Object { $_.IsSelfSigned } | Sort-Object -Property NotBefore -Descending | Select-Object -First 1
Enable-ExchangeCertificate -Thumbprint $certificate.Thumbprint -Services IIS
# Check: The list shows IIS among the services of this certificate.
# Check: A browser that opens the server shows the new certificate (its serial number, not only its name). A name warning is expected until the addresses are changed.
#   Get-ExchangeCertificate | Format-List -Property Thumbprint, Subject, Services, NotAfter
# Way back: Give the services back the certificates that they had, from the list saved before. The commands take a self-signed certificate first and another one last, so that the last one stays.
# Way back: Restart what was restarted for the new one (step restart-services).
#   Import-Csv -Path 'C:\casplan\before\certificates.csv' | Where-Object { $_.Services -match 'IIS' } | Sort-Object -Property IsSelfSigned -Descending | ForEach-Object { Enable-ExchangeCertificate -Thumbprint $_.Thumbprint -Services IIS }

# ---- Step 22: Point the service connection point of CAS09 to cas09.corp.contoso.com
# Id: contoso/Reykjavik/set-scp/CAS09
# Before: cas09.corp.contoso.com is answered inside, and the certificate on that address lists it.
# Before: To be done on every Client Access server, newly installed ones among them at once: Outlook picks one of all, and a single forgotten server is enough for warnings.
# Do: Run the command. Reykjavik as site scope lets Outlook in that Active Directory site prefer this server.
# Do: Other Active Directory sites whose users should prefer it may be added to the scope, separated by commas.
$null = Read-Host -Prompt 'Step 22: Point the service connection point of CAS09 to cas09.corp.contoso.com. Press Enter to run it, Ctrl+C to stop'
Set-ClientAccessServer -Identity 'CAS09' -AutoDiscoverServiceInternalUri 'https://cas09.corp.contoso.com/autodiscover/autodiscover.xml' -AutoDiscoverSiteScope 'Reykjavik'
# Check: AutoDiscoverServiceInternalUri of CAS09 is https://cas09.corp.contoso.com/autodiscover/autodiscover.xml, letter for letter.
# Check: After the directory has replicated: hold Ctrl, right-click the Outlook icon beside the clock, Test E-mail AutoConfiguration; the Log tab shows this address found through SCP, and no warning appears.
#   Get-ClientAccessServer -Identity 'CAS09' | Format-List -Property Name, AutoDiscoverServiceInternalUri, AutoDiscoverSiteScope
# Way back: Put back the saved address and scope.
#   Import-Clixml -Path 'C:\casplan\before\scp.xml' | ForEach-Object { Set-ClientAccessServer -Identity 'CAS09' -AutoDiscoverServiceInternalUri $_.AutoDiscoverServiceInternalUri -AutoDiscoverSiteScope @($_.AutoDiscoverSiteScope) }

# ---- Step 29: Set the addresses of the offline address book on CAS09
# Id: contoso/Reykjavik/set-oab-url/CAS09
# Do: Run the command.
# Do: Inside, the address is http on purpose and SSL is not required: the Windows service that downloads it refuses self-signed certificates. The address book, not a password, crosses the network in the clear.
$null = Read-Host -Prompt 'Step 29: Set the addresses of the offline address book on CAS09. Press Enter to run it, Ctrl+C to stop'
Set-OabVirtualDirectory -Identity 'CAS09\OAB (Default Web Site)' -InternalUrl 'http://cas09.corp.contoso.com/OAB' -ExternalUrl $null -RequireSSL:$false
# Check: InternalUrl is http://cas09.corp.contoso.com/OAB.
# Check: ExternalUrl is empty, on purpose.
# Check: In Outlook: Send/Receive, Download Address Book ends without an error.
#   Get-OabVirtualDirectory -Identity 'CAS09\OAB (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, RequireSSL
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\oab.xml' | ForEach-Object { Set-OabVirtualDirectory -Identity 'CAS09\OAB (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -RequireSSL $_.RequireSSL }

# ---- Step 33: Set the addresses of Exchange Web Services on CAS09
# Id: contoso/Reykjavik/set-ews-url/CAS09
# Do: Run the command.
# Do: Leave InternalNLBBypassUrl at the address with cas09.corp.contoso.com: Client Access servers use it to reach each other past a load balancer.
$null = Read-Host -Prompt 'Step 33: Set the addresses of Exchange Web Services on CAS09. Press Enter to run it, Ctrl+C to stop'
Set-WebServicesVirtualDirectory -Identity 'CAS09\EWS (Default Web Site)' -InternalUrl 'https://cas09.corp.contoso.com/EWS/Exchange.asmx' -ExternalUrl $null
# Check: InternalUrl is https://cas09.corp.contoso.com/EWS/Exchange.asmx.
# Check: ExternalUrl is empty, on purpose.
# Check: In Outlook, the Scheduling Assistant shows the times of another user, and the Out of Office Assistant opens.
#   Get-WebServicesVirtualDirectory -Identity 'CAS09\EWS (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthentication, WindowsAuthentication
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\ews.xml' | ForEach-Object { Set-WebServicesVirtualDirectory -Identity 'CAS09\EWS (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl -BasicAuthentication $_.BasicAuthentication }

# ---- Step 37: Set the addresses of OWA on CAS09
# Id: contoso/Reykjavik/set-owa-url/CAS09
# Do: Run the command.
# Do: The internal address is the server itself, because the other Client Access servers proxy to it. People inside open https://cas09.corp.contoso.com/owa.
$null = Read-Host -Prompt 'Step 37: Set the addresses of OWA on CAS09. Press Enter to run it, Ctrl+C to stop'
Set-OwaVirtualDirectory -Identity 'CAS09\owa (Default Web Site)' -InternalUrl 'https://cas09.corp.contoso.com/owa' -ExternalUrl $null
# Check: InternalUrl is https://cas09.corp.contoso.com/owa.
# Check: ExternalUrl is empty, on purpose.
#   Get-OwaVirtualDirectory -Identity 'CAS09\owa (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | ForEach-Object { Set-OwaVirtualDirectory -Identity 'CAS09\owa (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 41: Set the addresses of ActiveSync on CAS09
# Id: contoso/Reykjavik/set-activesync-url/CAS09
# Do: Run the command.
# Do: The internal address is the server itself, because the other Client Access servers proxy to it.
$null = Read-Host -Prompt 'Step 41: Set the addresses of ActiveSync on CAS09. Press Enter to run it, Ctrl+C to stop'
Set-ActiveSyncVirtualDirectory -Identity 'CAS09\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl 'https://cas09.corp.contoso.com/Microsoft-Server-ActiveSync' -ExternalUrl $null
# Check: InternalUrl is https://cas09.corp.contoso.com/Microsoft-Server-ActiveSync.
# Check: ExternalUrl is empty, on purpose.
#   Get-ActiveSyncVirtualDirectory -Identity 'CAS09\Microsoft-Server-ActiveSync (Default Web Site)' | Format-List -Property Server, InternalUrl, ExternalUrl, BasicAuthEnabled, WindowsAuthEnabled
# Way back: Put back the saved addresses.
#   Import-Clixml -Path 'C:\casplan\before\activesync.xml' | ForEach-Object { Set-ActiveSyncVirtualDirectory -Identity 'CAS09\Microsoft-Server-ActiveSync (Default Web Site)' -InternalUrl $_.InternalUrl -ExternalUrl $_.ExternalUrl }

# ---- Step 45: Require SSL for ActiveSync on CAS09
# Id: contoso/Reykjavik/require-ssl-activesync/CAS09
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 45: Require SSL for ActiveSync on CAS09. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 49: Require SSL for OWA on CAS09
# Id: contoso/Reykjavik/require-ssl-owa/CAS09
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 49: Require SSL for OWA on CAS09. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'

# ---- Step 53: Let other Client Access servers log on to CAS09
# Id: contoso/Reykjavik/set-proxy-authentication/CAS09
# Before: CAS09 and the servers that proxy to it are in the same forest, and cas09.corp.contoso.com is found from there.
# Do: Run the commands. Basic authentication on ActiveSync stays: devices inside use it.
# Do: Forms go off: nobody from outside logs on here directly, and people inside are logged on by Windows.
# Do: Exchange Web Services need Windows authentication too; it is on by default.
$null = Read-Host -Prompt 'Step 53: Let other Client Access servers log on to CAS09. Press Enter to run it, Ctrl+C to stop'
Set-OwaVirtualDirectory -Identity 'CAS09\owa (Default Web Site)' -FormsAuthentication:$false -WindowsAuthentication:$true
Set-ActiveSyncVirtualDirectory -Identity 'CAS09\Microsoft-Server-ActiveSync (Default Web Site)' -WindowsAuthEnabled:$true
# Check: WindowsAuthentication, and WindowsAuthEnabled of ActiveSync, are True.
# Check: After the restart, a user of Reykjavik who logs on at mail.contoso.com gets his mailbox.
#   Get-OwaVirtualDirectory -Identity 'CAS09\owa (Default Web Site)' | Format-List -Property Server, *Authentication*
#   Get-ActiveSyncVirtualDirectory -Identity 'CAS09\Microsoft-Server-ActiveSync (Default Web Site)' | Format-List -Property Server, *Auth*
# Way back: Put back the saved methods. Where forms were on, they switch Windows authentication off by themselves.
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | Where-Object { $_.FormsAuthentication } | ForEach-Object { Set-OwaVirtualDirectory -Identity 'CAS09\owa (Default Web Site)' -FormsAuthentication:$true }
#   Import-Clixml -Path 'C:\casplan\before\owa.xml' | Where-Object { -not $_.FormsAuthentication } | ForEach-Object { Set-OwaVirtualDirectory -Identity 'CAS09\owa (Default Web Site)' -BasicAuthentication $_.BasicAuthentication -WindowsAuthentication $_.WindowsAuthentication }
#   Import-Clixml -Path 'C:\casplan\before\activesync.xml' | ForEach-Object { Set-ActiveSyncVirtualDirectory -Identity 'CAS09\Microsoft-Server-ActiveSync (Default Web Site)' -WindowsAuthEnabled $_.WindowsAuthEnabled }

# ---- Step 60: Restart the services of CAS09
# Id: contoso/Reykjavik/restart-services/CAS09
# Before: A quiet hour: everybody connected to CAS09 is cut off for a minute or two.
# Do: Run the commands, and wait until the services run again.
$null = Read-Host -Prompt 'Step 60: Restart the services of CAS09. Press Enter to run it, Ctrl+C to stop'
iisreset.exe /noforce
# Check: W3SVC and the Exchange services of CAS09 are Running.
# Check: The system and application logs have no new errors of IIS, Schannel or MSExchange.
#   Get-Service -Name W3SVC,MSExchange*
# Way back: A restart cannot be taken back. If iisreset reports that a service did not stop in time, run it again, or restart the server.

# ---- Step 64: Test CAS09 from inside
# Id: contoso/Reykjavik/verify-inside/CAS09
# By hand: see checklist.md
$null = Read-Host -Prompt 'Step 64: Test CAS09 from inside. By hand: see checklist.md. Press Enter when it is done, Ctrl+C to stop'
