"""The certificates all the way: a throw-away authority signs the emitted requests, the program takes
what it issued, and four libraries open the PFX files."""
import glob
import os
import re

from common import call, must

PASSWORD = "Throw-away 1"


def authority(folder):
    """A root and an issuing authority, once for all cases."""
    def path(name):
        return os.path.join(folder, name)

    with open(path("inter.ext"), "w", encoding="ascii") as file:
        file.write("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n")
    for name in ("root", "inter"):
        must("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out",
             path(f"{name}.key"))
    must("openssl", "req", "-x509", "-new", "-key", path("root.key"), "-subj",
         "/O=Throw-away/CN=Root", "-days", "3650", "-sha256", "-out", path("root.pem"))
    must("openssl", "req", "-new", "-key", path("inter.key"), "-subj", "/O=Throw-away/CN=Issuing",
         "-out", path("inter.csr"))
    must("openssl", "x509", "-req", "-in", path("inter.csr"), "-CA", path("root.pem"), "-CAkey",
         path("root.key"), "-set_serial", "2", "-days", "2000", "-sha256", "-extfile",
         path("inter.ext"), "-out", path("inter.pem"))
    with open(path("chain.pem"), "w", encoding="ascii") as chain:
        for name in ("inter.pem", "root.pem"):
            with open(path(name), encoding="ascii") as file:
                chain.write(file.read())
    with open(path("password"), "w", encoding="ascii") as file:
        file.write(PASSWORD + "\n")


def openssl_names(path):
    text = must("openssl", "x509", "-in", path, "-noout", "-ext", "subjectAltName")
    return re.findall(r"DNS:([^,\s]+)", text)


def certtool_names(path):
    # It shows an international name as people write it.
    names = re.findall(r"^\s*DNSname: (\S+)$", must("certtool", "-i", "--infile", path), re.M)
    return [name if name.isascii() else name.encode("idna").decode("ascii") for name in names]


def sign(request, work, issued):
    """An authority that checks the request's own signature, and takes its names."""
    must("openssl", "x509", "-req", "-in", request, "-CA", os.path.join(work, "inter.pem"), "-CAkey",
         os.path.join(work, "inter.key"), "-set_serial", "77", "-days", "46", "-sha256",
         "-copy_extensions", "copyall", "-out", issued)


def deliver(issued, work, index):
    """The reply in one of the forms that authorities send; gives the options that name it."""
    chain = os.path.join(work, "chain.pem")
    form = index % 4
    if form == 0:
        return ["--issued", issued, "--chain", chain]
    path = f"{issued}.form"
    if form == 1:
        must("openssl", "x509", "-in", issued, "-outform", "DER", "-out", path)
        return ["--issued", path, "--chain", chain]
    text = must("openssl", "crl2pkcs7", "-nocrl", "-certfile", issued, "-certfile", chain)
    if form == 2:
        text = text.replace("PKCS7", "CERTIFICATE") # as certsrv labels it
    with open(path, "w", encoding="utf-16" if form == 3 else "ascii") as file:
        file.write(text)
    return ["--issued", path]


def check_pfx(path, modern, folder):
    """Each library finds the key and three certificates, and refuses another password."""
    password = os.path.join(folder, "password")
    readers = {
        "openssl": (["openssl", "pkcs12", "-in", path, "-nodes", "-passin", f"file:{password}"],
                    r"BEGIN CERTIFICATE", r"BEGIN (?:RSA |EC )?PRIVATE KEY"),
        "certtool": (["certtool", "--p12-info", "--inder", "--infile", path, "--password", PASSWORD],
                     r"BEGIN CERTIFICATE", r"BEGIN (?:\w+ )?PRIVATE KEY"),
        "keytool": (["keytool", "-list", "-v", "-storetype", "PKCS12", "-keystore", path,
                     "-storepass:file", password], r"^Certificate\[\d\]:", r"PrivateKeyEntry"),
        "pk12util": (["pk12util", "-l", path, "-w", password], r"^\s*Certificate:?$|^Certificate\b",
                     r"^Key"),
    }
    for name, (words, certificate, key) in readers.items():
        done = call(*words, folder=folder)
        found = len(re.findall(certificate, done.stdout, re.M))
        if done.returncode != 0 or found != 3 or not re.search(key, done.stdout, re.M):
            yield (f"{name}: exit {done.returncode}, {found} certificates: "
                   f"{(done.stderr + done.stdout).strip()[-200:]}")
    info = call("openssl", "pkcs12", "-in", path, "-info", "-noout", "-passin", f"file:{password}")
    wanted = "MAC: sha256" if modern else "MAC: sha1"
    if wanted not in info.stderr:
        yield f"not {wanted}: {info.stderr}"
    wrong = call("openssl", "pkcs12", "-in", path, "-noout", "-passin", "pass:other")
    if wrong.returncode == 0:
        yield "opens with another password"


def bring_home(case, certificate, options, work, out):
    with open(os.path.join(work, "password"), "rb") as password:
        return call(case.program, "certificate", case.answers, *options, "--keys", case.folder,
                    "-o", out, "--date", case.date, "--pfx-password-fd", "0", stdin=password)


def check_certificates(case, work):
    modern = case.plan["product"]["version"] in ("2019", "SE")
    for index, certificate in enumerate(case.plan["certificates"]):
        # A common name that is too long is not in the request, which the plan calls an error.
        if not certificate["csr"] or len(certificate["common_name"]) > 64:
            continue
        name = certificate["id"]
        issued = os.path.join(work, f"{case.name}-{index}.pem")
        sign(os.path.join(case.folder, certificate["csr"]), work, issued)
        wanted = [entry["name"] for entry in certificate["names"]]
        for reader in (openssl_names, certtool_names):
            found = reader(issued)
            if found != wanted:
                yield f"{name}: {reader.__name__[:-6]} reads {found}, planned {wanted}"
        out = os.path.join(work, f"{case.name}-{index}.out")
        done = bring_home(case, certificate, deliver(issued, work, len(case.name) + index), work, out)
        if done.returncode != 0:
            yield f"{name}: certificate: exit {done.returncode}: {done.stderr.strip()[-300:]}"
            continue
        for path in glob.glob(os.path.join(glob.escape(out), "*.pfx")):
            for problem in check_pfx(path, modern, work):
                yield f"{name}.pfx: {problem}"
