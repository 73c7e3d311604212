# ---------------------------------------------------------------- data

Images = namedtuple("Images", "pixels labels")  # uint8 [images, height, width, channels], int64 [images]
DataSet = namedtuple("DataSet", "name train validation test")  # validation is None where the data has no such set of its own

PUBLISHED = ("mnist", "fashion_mnist", "emnist", "svhn", "cifar10", "cifar100", "digits")
PICTURES = (".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".ppm", ".pgm", ".pnm")


def stop(message):
    """Ends the program with a message for people."""
    raise SystemExit("%s: %s" % (NAME, message))


def read_data(path, seed):
    """The images in a folder, also beside this script: a published set's files as unpacked, or a folder per class."""
    path = Path(path)
    if not path.is_dir():
        path = Path(__file__).parent / path
    if not path.is_dir():
        stop("there is no folder %s; --data names the folder of the images" % path)
    readers = (read_mnist, read_emnist, read_svhn, read_cifar, read_gtsrb)
    data = next((d for d in (read(path) for read in readers) if d is not None), None) or read_pictures(path, seed)
    for images in (data.train, data.validation, data.test):
        if images is not None and images.pixels.shape[1:] != (HEIGHT, WIDTH, CHANNELS):
            shape = images.pixels.shape
            stop("%s has images of %d x %d x %d (channels x height x width), the network's input is %d x %d x %d"
                 % (path, shape[3], shape[1], shape[2], CHANNELS, HEIGHT, WIDTH))
    return data._replace(name=DATA if DATA.split(":")[0] in PUBLISHED else path.resolve().name)


def variant():
    """What stands after the colon of a set's name: letters of emnist:letters."""
    return DATA.partition(":")[2] if DATA.split(":")[0] in PUBLISHED else ""


def class_key(name):
    """Equal for names that people take for the same: case, separators and leading zeros do not count."""
    plain = re.sub(r"(?<=[^\W_])[\s_-]+(?=[^\W_])", " ", name.strip().lower())
    return plain.lstrip("0") or "0" if plain.isascii() and plain.isdigit() else plain


def match_classes(found):
    """The class of each name of the data that has one, and which of them are only alike."""
    indices = {name: CLASSES_IN_DATA.index(name) for name in found if name in CLASSES_IN_DATA}
    free = [c for c in range(len(CLASSES)) if c not in indices.values()]
    alike = {}
    for name in found:
        same = [c for c in free if class_key(CLASSES_IN_DATA[c]) == class_key(name)]
        if name not in indices and len(same) == 1 and sum(class_key(n) == class_key(name) for n in found) == 1:
            alike[name] = same[0]
    return {**indices, **alike}, alike


def all_match(found, indices):
    return len(indices) == len(found) and len(set(indices.values())) == len(CLASSES)


def class_indices(where, found, needed):
    """Which class each name of the data is; with needed each class must have one."""
    indices, alike = match_classes(found)
    for name, c in alike.items():
        print("%s: %s is class %s" % (where, name, CLASSES[c]))
    if len(indices) < len(found) or (needed and not all_match(found, indices)):
        stop("%s has classes %s; the network has %s" % (where, ", ".join(found), ", ".join(CLASSES_IN_DATA)))
    return indices


def are_numbers(names):
    return all(n.isascii() and n.isdigit() for n in names)


def named(folder, names, sets):
    """Sets whose label k is the class that the data calls names[k]."""
    indices = class_indices(folder, names, needed=True)
    to_class = np.array([indices[n] for n in names])
    for images in sets:
        if images.labels.max() >= len(names):
            stop("%s has labels above %d" % (folder, len(names) - 1))
    train, test = (Images(images.pixels, to_class[images.labels]) for images in sets)
    return DataSet("", train, None, test)


def numbered(folder, sets):
    """Sets whose labels are numbers without names: names themselves where all classes are numbers, else in the classes' order."""
    found = sorted({int(k) for images in sets for k in np.unique(images.labels)})
    if are_numbers(CLASSES_IN_DATA):
        indices = class_indices(folder, [str(k) for k in found], needed=False)
        places = {k: indices[str(k)] for k in found}
    elif found[-1] >= len(CLASSES):
        stop("%s has labels up to %d; the network has %d classes" % (folder, found[-1], len(CLASSES)))
    else:
        places = {k: k for k in found}
    to_class = np.zeros(found[-1] + 1, np.int64)
    for k, c in places.items():
        to_class[k] = c
    train, test = (Images(images.pixels, to_class[images.labels]) for images in sets)
    return DataSet("", train, None, test)


def read_pictures(folder, seed):
    """train/CLASS, val/CLASS and test/CLASS, or just CLASS: then a sixth of each class is the test set."""
    names = {"train": "train", "training": "train", "val": "val", "valid": "val", "validation": "val", "test": "test",
             "testing": "test"}
    folders = [p for p in visible(folder, folder.iterdir()) if p.is_dir()]
    parts = {}
    if set(CLASSES_IN_DATA) != {f.name for f in folders}:
        for f in folders:
            if f.name.lower() in names:
                if names[f.name.lower()] in parts:
                    stop("%s has two folders of %s images" % (folder, names[f.name.lower()]))
                parts[names[f.name.lower()]] = f
    if parts and "train" not in parts:
        stop("%s has no folder train" % folder)

    def paths_of(place, needed):
        found = {f.name: [p for p in visible(f, f.rglob("*")) if p.suffix.lower() in PICTURES]
                 for f in visible(place, place.iterdir()) if f.is_dir()}
        found = {name: paths for name, paths in found.items() if paths}
        return found, class_indices(place, list(found), needed)

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
    validation = decoded(by_class(*paths_of(parts["val"], False))) if "val" in parts else None
    return DataSet("", decoded(by_class(train, indices)), validation, decoded(test))


def visible(folder, paths):
    """The paths without hidden files and without what is in hidden folders, in order."""
    return sorted(p for p in paths if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def by_class(found, indices):
    """The paths of each class, of those of each name."""
    lists = [[] for _ in CLASSES]
    for name, paths in found.items():
        lists[indices[name]] = paths
    return lists


def decoded(paths_by_class):
    """The pictures at the network's size, one of each class in turn."""
    if CHANNELS not in (1, 3):
        stop("a picture gives 1 or 3 channels, the network takes %d" % CHANNELS)

    def picture(path):
        try:
            pixels = upright_rgb(path)
        except (OSError, SyntaxError, ValueError) as e:  # Pillow raises all three on damaged files
            stop("the picture %s cannot be read: %s" % (path, e))
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

    turns = max(map(len, paths_by_class))
    order = [(paths[i], c) for i in range(turns) for c, paths in enumerate(paths_by_class) if i < len(paths)]
    return Images(np.stack([picture(p) for p, _ in order]), np.array([c for _, c in order]))


def upright_rgb(path):
    """A picture's 8-bit samples as bnn:train reads them: transparent pixels blend with black, 16-bit gray is scaled."""
    content = path.read_bytes()
    if content[:2] in (b"P5", b"P6"):
        return netpbm(path, content)
    try:
        from PIL import Image, ImageOps
    except ImportError:
        stop("the data are pictures; to read them, install Pillow")
    with Image.open(io.BytesIO(content)) as file:
        deep = file.format == "PNG" and content[24] == 16
        changed = file.format == "BMP" and content[28] == 16 or deep and not file.mode.startswith("I")
        if file.mode == "CMYK" or changed or deep and "transparency" in file.info:
            stop("%s is a picture in CMYK or in colors of 16 bits, which Pillow changes; save it as 8-bit RGB" % path)
        file = ImageOps.exif_transpose(file)
        if deep:
            gray = (np.asarray(file, np.int64) * 255 + 32767) // 65535
            return np.repeat(gray[..., None], 3, axis=2)
        pixels = np.asarray(file.convert("RGBA"), np.int64)
        return (pixels[..., :3] * pixels[..., 3:] + 127) // 255


def netpbm(path, content):
    """The pixels of a PGM or PPM file, scaled to 0 .. 255."""
    head = re.match(rb"P[56]" + 3 * rb"(?:\s|#[^\n]*\n)+(\d+)" + rb"\s", content)
    if head is None or not 0 < int(head.group(3)) < 65536:
        stop("%s is not a PGM or PPM file of binary samples" % path)
    width, height, most = map(int, head.groups())
    channels = 3 if content[:2] == b"P6" else 1
    sample = ">u2" if most > 255 else "u1"
    samples = np.frombuffer(content, sample, height * width * channels, head.end()).astype(np.int64)
    samples = (np.minimum(samples, most) * 255 + most // 2) // most
    return np.repeat(samples.reshape(height, width, channels), 3 // channels, axis=2)


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
    """The training images from the first on, of which the recipe's share is held out."""
    n = len(data.train.labels)
    if count is None or count >= n:
        return data, recipe
    if data.validation is None:
        recipe = dataclasses.replace(recipe, validation=recipe.validation * count // n)
    return data._replace(train=Images(data.train.pixels[:count], data.train.labels[:count])), recipe


