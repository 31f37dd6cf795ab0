"""The certificates all the way: a throw-away authority signs the emitted requests, the program takes
what it issued, and four libraries open the PFX files."""
import glob
import os
import re
import sys

from common import call, must

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cases"))
import cmdlets  # noqa: E402

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


def openssl_names(text):
    return re.findall(r"DNS:([^,\s]+)", text)


def certtool_names(text):
    """Behind an international name stands in brackets how people write it, or the other way round."""
    names = re.findall(r"^\s*DNSname: (\S+)(?: \(\S+\))?$", text, re.M)
    return [name if name.isascii() else name.encode("idna").decode("ascii") for name in names]


def names_of(path):
    """{reader: the names that it finds in a certificate}"""
    return {"openssl": openssl_names(must("openssl", "x509", "-in", path, "-noout", "-ext",
                                          "subjectAltName")),
            "certtool": certtool_names(must("certtool", "-i", "--infile", path))}


def check_request(path, wanted):
    """Two readers find the names, in their order, and a good signature: both exit with 0 where it is
    bad, so their words count."""
    openssl = call("openssl", "req", "-in", path, "-noout", "-verify", "-text")
    certtool = call("certtool", "--crq-info", "--infile", path)
    if "self-signature verify OK" not in openssl.stdout + openssl.stderr:
        yield f"openssl: the signature of the request: {openssl.stderr.strip()[-200:]}"
    if "Self signature: verified" not in certtool.stdout:
        yield f"certtool: the signature of the request: {certtool.stdout[:200]}"
    # certtool shows the request itself again behind its text.
    for name, found in (("openssl", openssl_names(openssl.stdout)),
                        ("certtool", certtool_names(certtool.stdout))):
        if found != wanted:
            yield f"{name} reads in the request {found}, planned {wanted}"


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


def check_attributes(text, certificate):
    """What Windows needs to put an RSA key where Exchange finds it (pki-dns 3.3), and to show it under
    its name."""
    wanted = [f'friendlyName: {certificate["common_name"]}']
    if certificate["key"]["algorithm"] == "rsa":
        wanted += ["Microsoft CSP Name: Microsoft RSA SChannel Cryptographic Provider",
                   "X509v3 Key Usage: 10"]
    for piece in wanted:
        if piece not in text:
            yield f"no {piece!r} in it"


def check_pfx(path, certificate, modern, folder):
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
    for name, (words, mark, key) in readers.items():
        done = call(*words, folder=folder)
        found = len(re.findall(mark, done.stdout, re.M))
        if name == "openssl":
            yield from check_attributes(done.stdout, certificate)
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
        request = os.path.join(case.folder, certificate["csr"])
        wanted = [entry["name"] for entry in certificate["names"]]
        for problem in check_request(request, wanted):
            yield f"{name}: {problem}"
        sign(request, work, issued)
        for reader, found in names_of(issued).items():
            if found != wanted:
                yield f"{name}: {reader} reads {found}, planned {wanted}"
        out = os.path.join(work, f"{case.name}-{index}.out")
        done = bring_home(case, certificate, deliver(issued, work, len(case.name) + index), work, out)
        if done.returncode != 0:
            yield f"{name}: certificate: exit {done.returncode}: {done.stderr.strip()[-300:]}"
            continue
        written = glob.glob(os.path.join(glob.escape(out), "*.pfx"))
        if len(written) != 1:
            yield f"{name}: {len(written)} PFX files"
        for path in written:
            for problem in check_pfx(path, certificate, modern, work):
                yield f"{name}.pfx: {problem}"
        for problem in cmdlets.check_folder(case.plan["product"], out):
            yield f"{name}: {problem}"
