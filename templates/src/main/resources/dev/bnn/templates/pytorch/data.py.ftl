# ---------------------------------------------------------------- data

Images = namedtuple("Images", "pixels labels")  # uint8 [images, height, width, channels], int64 [images]
DataSet = namedtuple("DataSet", "name train validation test")  # validation is None where the data has no such set of its own

CIFAR_NAMES = "airplane automobile bird cat deer dog frog horse ship truck".split()
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")


def stop(message):
    """Ends the program with a message for people."""
    raise SystemExit("%s: %s" % (NAME, message))


def read_data(path, seed):
    """The images in a folder, also beside this script: MNIST's IDX files, CIFAR-10's binary version, or a folder per class."""
    path = Path(path)
    if not path.is_dir():
        path = Path(__file__).parent / path
    if not path.is_dir():
        stop("there is no folder %s; --data names the folder of the images" % path)
    if idx_file(path, "train-images", 3):
        data = read_idx(path)
    else:
        batches = [p for p in (path, path / "cifar-10-batches-bin") if (p / "test_batch.bin").is_file()]
        data = read_cifar(batches[0]) if batches else read_pictures(path, seed)
    for images in (data.train, data.validation, data.test):
        if images is not None and images.pixels.shape[1:] != (HEIGHT, WIDTH, CHANNELS):
            shape = images.pixels.shape
            stop("%s has images of %d x %d x %d (channels x height x width), the network's input is %d x %d x %d"
                 % (path, shape[3], shape[1], shape[2], CHANNELS, HEIGHT, WIDTH))
    published = DATA in ("mnist", "fashion_mnist", "cifar10") or DATA.split(":")[0] == "digits"
    return data._replace(name=DATA if published else path.resolve().name)


def idx_file(folder, stem, dimensions):
    for separator in "-.":
        for end in ("", ".gz"):
            file = folder / ("%s%sidx%d-ubyte%s" % (stem, separator, dimensions, end))
            if file.is_file():
                return file
    return None


def read_idx(folder):
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

    def part(stem):
        pixels, labels = content(stem + "-images", 3), content(stem + "-labels", 1)
        if len(pixels) != len(labels):
            stop("%s has %d %s images but %d labels" % (folder, len(pixels), stem, len(labels)))
        return pixels, labels

    train, test = part("train"), part("t10k")
    found = sorted({int(k) for _, labels in (train, test) for k in np.unique(labels)})
    if all(c.isascii() and c.isdigit() for c in CLASSES_IN_DATA):
        indices = class_indices(folder, [str(k) for k in found], needed=False)
        places = {k: indices[str(k)] for k in found}
    elif found[-1] >= len(CLASSES):
        stop("%s has labels up to %d; the network has %d classes" % (folder, found[-1], len(CLASSES)))
    else:
        places = {k: k for k in found}  # numbers without names follow the order of the classes
    to_class = np.zeros(256, np.int64)
    for k, c in places.items():
        to_class[k] = c
    sets = [Images(pixels[..., None].copy(), to_class[labels]) for pixels, labels in (train, test)]
    return DataSet("", sets[0], None, sets[1])


def read_cifar(folder):
    meta = folder / "batches.meta.txt"
    names = [n.strip() for n in meta.read_text("utf-8").splitlines() if n.strip()] if meta.is_file() else CIFAR_NAMES
    indices = class_indices(folder, names, needed=True)
    to_class = np.array([indices[n] for n in names])

    def part(files):
        records = []
        for name in files:
            if not (folder / name).is_file():
                stop("%s has no %s" % (folder, name))
            data = np.fromfile(folder / name, np.uint8)
            if data.size == 0 or data.size % 3073:
                stop("%s has %d bytes, not whole records of 3073" % (folder / name, data.size))
            records.append(data.reshape(-1, 3073))
        records = np.concatenate(records)
        if records[:, 0].max() >= len(names):
            stop("%s has labels above %d" % (folder, len(names) - 1))
        pixels = records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
        return Images(np.ascontiguousarray(pixels), to_class[records[:, 0]])

    return DataSet("", part(["data_batch_%d.bin" % i for i in range(1, 6)]), None, part(["test_batch.bin"]))


def class_key(name):
    """Equal for names that people take for the same: case, separators and leading zeros do not count."""
    plain = re.sub(r"(?<=[^\W_])[\s_-]+(?=[^\W_])", " ", name.strip().lower())
    return plain.lstrip("0") or "0" if plain.isascii() and plain.isdigit() else plain


def class_indices(where, found, needed):
    """Which class each name of the data is; with needed each class must have one."""
    indices = {name: CLASSES_IN_DATA.index(name) for name in found if name in CLASSES_IN_DATA}
    free = [c for c in range(len(CLASSES)) if c not in indices.values()]
    for name in found:
        same = [c for c in free if class_key(CLASSES_IN_DATA[c]) == class_key(name)]
        if name not in indices and len(same) == 1 and sum(class_key(n) == class_key(name) for n in found) == 1:
            indices[name] = same[0]
            print("%s: %s is class %s" % (where, name, CLASSES[same[0]]))
    if len(indices) < len(found) or (needed and len(set(indices.values())) < len(CLASSES)):
        stop("%s has classes %s; the network has %s" % (where, ", ".join(found), ", ".join(CLASSES_IN_DATA)))
    return indices


def read_pictures(folder, seed):
    """train/CLASS, val/CLASS and test/CLASS, or just CLASS: then a sixth of each class is the test set."""
    try:
        from PIL import Image, ImageOps
    except ImportError:
        stop("%s holds neither IDX files nor CIFAR-10's binary version; to read pictures, install Pillow" % folder)
    names = {"train": "train", "training": "train", "val": "val", "valid": "val", "validation": "val", "test": "test",
             "testing": "test"}
    folders = sorted(p for p in folder.iterdir() if p.is_dir())
    parts = {}
    if not set(CLASSES_IN_DATA) <= {f.name for f in folders}:
        for f in folders:
            if f.name.lower() in names:
                if names[f.name.lower()] in parts:
                    stop("%s has two folders of %s images" % (folder, names[f.name.lower()]))
                parts[names[f.name.lower()]] = f
    if parts and "train" not in parts:
        stop("%s has no folder train" % folder)

    def paths_of(place, needed):
        found = {f.name: sorted(p for p in f.rglob("*") if p.suffix.lower() in PICTURES)
                 for f in sorted(place.iterdir()) if f.is_dir()}
        found = {name: paths for name, paths in found.items() if paths}
        indices = class_indices(place, list(found), needed)
        return found, indices

    def decoded(path):
        with Image.open(path) as picture:
            pixels = np.asarray(ImageOps.exif_transpose(picture).convert("RGB"), np.int64)
        height, width = pixels.shape[:2]
        # The largest centred part of the network's aspect, each byte the mean over its area, in integers.
        if width * HEIGHT > height * WIDTH:
            wide = max(1, height * WIDTH // HEIGHT)
            pixels = pixels[:, (width - wide) // 2:][:, :wide]
        else:
            tall = max(1, width * HEIGHT // WIDTH)
            pixels = pixels[(height - tall) // 2:][:tall]
        if CHANNELS == 1:
            pixels = ((pixels @ np.array([299, 587, 114]) + 500) // 1000)[..., None]
        area = pixels.shape[0] * pixels.shape[1]
        sums = np.einsum("ya,abc,xb->yxc", overlaps(HEIGHT, pixels.shape[0]), pixels, overlaps(WIDTH, pixels.shape[1]))
        return ((sums + area // 2) // area).astype(np.uint8)

    def images(byclass):
        turns = max(map(len, byclass))
        order = [(paths[i], c) for i in range(turns) for c, paths in enumerate(byclass) if i < len(paths)]
        return Images(np.stack([decoded(p) for p, _ in order]), np.array([c for _, c in order]))

    def by_class(found, indices):
        lists = [[] for _ in CLASSES]
        for name, paths in found.items():
            lists[indices[name]] = paths
        return lists

    if CHANNELS not in (1, 3):
        stop("a picture gives 1 or 3 channels, the network takes %d" % CHANNELS)
    train, indices = paths_of(parts.get("train", folder), True)
    if "test" in parts:
        test = by_class(*paths_of(parts["test"], False))
    else:
        held = {}
        for i, (name, paths) in enumerate(sorted(train.items())):
            order = Random(seed, len(paths), i).shuffled(len(paths))
            count = max(1, len(paths) // 6)
            held[name] = [paths[k] for k in sorted(order[:count])]
            train[name] = [paths[k] for k in sorted(order[count:])]
        test = by_class(held, indices)
    validation = images(by_class(*paths_of(parts["val"], False))) if "val" in parts else None
    return DataSet("", images(by_class(train, indices)), validation, images(test))


def overlaps(cells, pixels):
    """How much of each pixel lies in each cell, in units of 1 / cells of a pixel."""
    starts = np.arange(cells)[:, None] * pixels
    edges = np.arange(pixels)[None, :] * cells
    return np.maximum(0, np.minimum(starts + pixels, edges + cells) - np.maximum(starts, edges))


def data_hash(data):
    """bnn's SHA-256 of a data set: class names, sizes, pixels and labels in order."""
    sha = hashlib.sha256()
    for name in CLASSES:
        sha.update(name.encode() + b"\0")
    for images in (data.train, data.test, data.validation):
        if images is not None:
            n, height, width, channels = images.pixels.shape
            sha.update(np.array([channels, height, width, n], ">i4").tobytes())
            sha.update(np.ascontiguousarray(images.pixels).tobytes())
            sha.update(images.labels.astype(np.uint8 if len(CLASSES) <= 256 else ">i2").tobytes())
    return sha.hexdigest()


def split(data, recipe):
    """Images to train on and to validate: the data's own validation set, or those that bnn holds out by this seed."""
    count = recipe.validation if data.validation is None else 0
    n = len(data.train.labels)
    if count >= n:
        stop("validation holds out %d of %d training images" % (count, n))
    order = np.array(Random(recipe.seed, 3, n).shuffled(n))
    train, held = order[:n - count], order[n - count:]
    validation = Images(data.train.pixels[held], data.train.labels[held])
    if data.validation is not None and recipe.validation > 0:
        validation = data.validation
    return Images(data.train.pixels[train], data.train.labels[train]), validation


def limited(data, recipe, count):
    """The first so many training images, of which the recipe's share is held out."""
    n = len(data.train.labels)
    if count is None or count >= n:
        return data, recipe
    if data.validation is None:
        recipe = dataclasses.replace(recipe, validation=recipe.validation * count // n)
    return data._replace(train=Images(data.train.pixels[:count], data.train.labels[:count])), recipe


