# ---------------------------------------------------------------- published sets
# Each reader returns None where the folder does not hold its set.

CIFAR10_NAMES = "airplane automobile bird cat deer dog frog horse ship truck".split()
CIFAR10 = ("cifar-10-batches-bin", ["data_batch_%d.bin" % i for i in range(1, 6)], "test_batch.bin")
CIFAR100 = ("cifar-100-binary", ["train.bin"], "test.bin")
COARSE_NAMES, FINE_NAMES = "coarse_label_names.txt", "fine_label_names.txt"

EMNIST_SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
EMNIST = {  # by split: its classes, and the label of the first
    "byclass": (EMNIST_SYMBOLS + "abcdefghijklmnopqrstuvwxyz", 0),
    "bymerge": (EMNIST_SYMBOLS + "abdefghnqrt", 0),
    "balanced": (EMNIST_SYMBOLS + "abdefghnqrt", 0),
    "letters": (EMNIST_SYMBOLS[10:], 1),
    "digits": (EMNIST_SYMBOLS[:10], 0),
    "mnist": (EMNIST_SYMBOLS[:10], 0),
}


def idx_file(folder, stem, dimensions):
    for separator in "-.":
        for end in ("", ".gz"):
            file = folder / ("%s%sidx%d-ubyte%s" % (stem, separator, dimensions, end))
            if file.is_file():
                return file
    return None


def idx_images(folder, stem):
    """The images and labels of a pair of IDX files."""
    def content(stem, dimensions):
        file = idx_file(folder, stem, dimensions)
        if file is None:
            stop("%s has no %s-idx%d-ubyte (nor .gz)" % (folder, stem, dimensions))
        with (gzip.open if file.suffix == ".gz" else open)(file, "rb") as f:
            data = f.read()
        sizes = np.frombuffer(data, ">i4", dimensions + 1) if len(data) >= 4 * dimensions + 4 else [0]
        values = np.frombuffer(data, np.uint8, offset=4 * dimensions + 4) if len(sizes) > 1 else np.zeros(0)
        if sizes[0] != 0x800 + dimensions or values.size != np.prod([int(s) for s in sizes[1:]]):
            stop("%s is no IDX file of unsigned bytes in %d dimensions, or is cut short" % (file, dimensions))
        return values.reshape([int(s) for s in sizes[1:]])

    pixels, labels = content(stem + "-images", 3), content(stem + "-labels", 1)
    if len(pixels) != len(labels):
        stop("%s has %d %s images but %d labels" % (folder, len(pixels), stem, len(labels)))
    return Images(pixels[..., None].copy(), labels.astype(np.int64))


def read_mnist(folder):
    if not idx_file(folder, "train-images", 3):
        return None
    return numbered(folder, [idx_images(folder, "train"), idx_images(folder, "t10k")])


def read_emnist(folder):
    for place in (folder, folder / "gzip"):
        there = [s for s in EMNIST if idx_file(place, "emnist-%s-train-images" % s, 3)]
        if there:
            break
    else:
        return None
    split = variant() or (there[0] if len(there) == 1 else "")
    if split not in there:
        stop("%s has of EMNIST's splits %s; the model's data names one: \"emnist:balanced\"" % (place, ", ".join(there)))
    names, first = EMNIST[split]
    sets = []
    for part in ("train", "test"):
        images = idx_images(place, "emnist-%s-%s" % (split, part))
        if images.labels.min() < first or images.labels.max() >= first + len(names):
            stop("%s: emnist-%s has labels from %d to %d" % (place, split, images.labels.min(), images.labels.max()))
        # The images lie on their side.
        sets.append(Images(np.ascontiguousarray(images.pixels.transpose(0, 2, 1, 3)), images.labels))
    if are_numbers(CLASSES_IN_DATA) and len(CLASSES) != 10:
        return numbered(place, sets)
    return named(place, list(names), [Images(s.pixels, s.labels - first) for s in sets])


def read_cifar(folder):
    for name, train, test in (CIFAR10, CIFAR100):
        for place in (folder, folder / name):
            if (place / test).is_file() or (place / train[0]).is_file():
                return cifar_records(place, train, test, 1 if name == CIFAR10[0] else 2)
    return None


def cifar_records(folder, train, test, labels):
    """Records of a byte for each label, and the planes of red, green and blue."""
    def names_in(file):
        if not (folder / file).is_file():
            stop("%s has no %s" % (folder, file))
        return [n.strip() for n in (folder / file).read_text("utf-8").splitlines() if n.strip()]

    at = 0
    if labels == 1:
        names = names_in("batches.meta.txt") if (folder / "batches.meta.txt").is_file() else CIFAR10_NAMES
    elif variant() == "coarse":
        names = names_in(COARSE_NAMES)
    else:
        # The coarse classes where the model names a folder and has them.
        names = names_in(COARSE_NAMES) if DATA != "cifar100" and (folder / COARSE_NAMES).is_file() else []
        if not all_match(names, match_classes(names)[0]):
            at, names = 1, names_in(FINE_NAMES)

    def part(files):
        records = []
        for name in files:
            if not (folder / name).is_file():
                stop("%s has no %s" % (folder, name))
            data = np.fromfile(folder / name, np.uint8)
            if data.size == 0 or data.size % (labels + 3072):
                stop("%s has %d bytes, not whole records of %d" % (folder / name, data.size, labels + 3072))
            records.append(data.reshape(-1, labels + 3072))
        records = np.concatenate(records)
        pixels = records[:, labels:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
        return Images(np.ascontiguousarray(pixels), records[:, at].astype(np.int64))

    return named(folder, names, [part(train), part([test])])


def read_svhn(folder):
    if not any((folder / f).is_file() for f in ("train_32x32.mat", "test_32x32.mat")):
        return None
    extra = variant() == "extra" or (DATA != "svhn" and (folder / "extra_32x32.mat").is_file())
    train = svhn_images(folder / "train_32x32.mat")
    if extra:
        more = svhn_images(folder / "extra_32x32.mat")
        train = Images(*(np.concatenate(pair) for pair in zip(train, more)))
    return numbered(folder, [train, svhn_images(folder / "test_32x32.mat")])


def svhn_images(file):
    """X has rows x columns x channels x images, y labels from 1 to 10, where 10 is the digit 0."""
    if not file.is_file():
        stop("%s has no %s" % (file.parent, file.name))
    arrays = matlab_arrays(file)
    x, y = arrays.get("X", np.zeros(0)), arrays.get("y", np.zeros(0))
    x = x[..., None] if x.ndim == 3 else x
    labels = y.reshape(-1).astype(np.int64)
    if x.dtype != np.uint8 or x.shape != (32, 32, 3, labels.size) or not np.isin(y, range(1, 11)).all():
        stop("%s holds no images of SVHN" % file)
    return Images(np.ascontiguousarray(x.transpose(3, 0, 1, 2)), labels % 10)


def matlab_arrays(file):
    """The numeric arrays of a MATLAB file of version 5 by their names."""
    types = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
    kept = {6: "f8", 7: "f4", 8: "i1", 9: "u1", 10: "i2", 11: "u2", 12: "i4", 13: "u4", 14: "i8", 15: "u8"}
    data = file.read_bytes()
    order = {b"IM": "<", b"MI": ">"}.get(data[126:128])

    def elements(block):
        at = 0
        while at + 8 <= len(block):
            kind, size = (int(v) for v in np.frombuffer(block, order + "u4", 2, at))
            start = at + 8
            if kind >> 16:  # up to four bytes stand in the tag itself
                kind, size, start = kind & 0xFFFF, kind >> 16, at + 4
            if start + size > len(block):
                raise ValueError("cut short")
            yield kind, block[start:start + size]
            at = at + 8 if start == at + 4 else start + size + (0 if kind == 15 else -size % 8)

    def values(element):
        return np.frombuffer(element[1], order + types[element[0]])

    arrays = {}
    try:
        if order is None:
            raise ValueError("not of version 5")
        for kind, block in elements(data[128:]):
            if kind == 15:
                kind, block = next(elements(zlib.decompress(block)))
            if kind == 14:
                flags, sizes, name, content = list(elements(block))[:4]
                numbers = values(content).astype(kept[int(values(flags)[0]) & 0xFF])
                arrays[name[1].decode("ascii")] = numbers.reshape([int(v) for v in values(sizes)], order="F")
    except (ValueError, KeyError, StopIteration, zlib.error) as e:
        stop("%s is no MATLAB file that can be read: %s" % (file, e))
    return arrays


def read_gtsrb(folder):
    """PPM files in a folder for each class, and in one for all test images, with CSV files that name the classes."""
    for base in (folder, folder / "GTSRB"):
        for train in (base / "Final_Training" / "Images", base / "Training"):
            places = sorted(p for p in train.glob("[0-9]" * 5) if p.is_dir())
            if any((p / ("GT-%s.csv" % p.name)).is_file() for p in places):
                return gtsrb_images(folder, base, places)
    return None


def gtsrb_images(folder, base, places):
    def signs(csv, pictures):
        try:
            head, *lines = csv.read_text("utf-8").splitlines()
            file, label = (head.strip().split(";").index(c) for c in ("Filename", "ClassId"))
            rows = [line.strip().split(";") for line in lines]
            return [(pictures / row[file], int(row[label])) for row in rows]
        except (ValueError, IndexError, OSError) as e:
            stop("%s does not name images and their classes: %s" % (csv, e))

    tests = base / "Final_Test" / "Images"
    answers = [p / "GT-final_test.csv" for p in (tests, base, base / "Final_Test", folder)]
    answer = next((p for p in answers if p.is_file()), None)
    if answer is None:
        stop("%s has no GT-final_test.csv, which has the classes of the test images" % folder)
    train = [sign for p in places for sign in signs(p / ("GT-%s.csv" % p.name), p)]
    test = signs(answer, tests)
    last = max(k for _, k in train + test)
    if not are_numbers(CLASSES_IN_DATA) and last >= len(CLASSES):
        stop("%s has labels up to %d; the network has %d classes" % (folder, last, len(CLASSES)))
    names = [str(k) for k in range(last + 1)] if are_numbers(CLASSES_IN_DATA) else CLASSES_IN_DATA

    def images(signs, needed):
        found = {}
        for path, k in signs:
            found.setdefault(names[k], []).append(path)
        return decoded(by_class(found, class_indices(folder, list(found), needed)))

    return DataSet("", images(train, True), None, images(test, False))


