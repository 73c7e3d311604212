// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Labels;
import dev.bnn.data.Messages;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The splits of EMNIST (Cohen et al. 2017): IDX files in a folder, or in NIST's {@code gzip.zip}. Their images are stored
 * transposed; this class transposes them back.
 */
enum Emnist {
    BYCLASS(0, symbols("abcdefghijklmnopqrstuvwxyz")),
    BYMERGE(0, symbols("abdefghnqrt")),
    BALANCED(0, symbols("abdefghnqrt")),
    /** Labels start at 1; upper and lower case share a label. */
    LETTERS(1, letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
    DIGITS(0, letters("0123456789")),
    MNIST(0, letters("0123456789"));

    static final String ARCHIVE = "gzip.zip";

    private static final String FOLDER = "gzip";
    private static final int MOST_LABELS = 256;

    private final int firstLabel;
    private final List<String> names;

    Emnist(int firstLabel, List<String> names) {
        this.firstLabel = firstLabel;
        this.names = names;
    }

    /** Digits, upper-case letters, and the lower-case letters that differ enough from the upper-case ones. */
    private static List<String> symbols(String lower) {
        return letters("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" + lower);
    }

    private static List<String> letters(String all) {
        return all.chars().mapToObj(Character::toString).toList();
    }

    /** Its name in the file names. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Idx idx() {
        return new Idx("emnist-" + word() + "-train", "emnist-" + word() + "-test");
    }

    private static String words(List<Emnist> splits) {
        return splits.stream().map(Emnist::word).collect(Collectors.joining(", "));
    }

    /** The folder with files of a split, or the archive; empty if neither is there. */
    static Optional<Path> in(Path folder) {
        for (Path candidate : List.of(folder, folder.resolve(FOLDER))) {
            if (Arrays.stream(values()).anyMatch(split -> split.idx().in(candidate))) {
                return Optional.of(candidate);
            }
        }
        return Optional.of(folder.resolve(ARCHIVE)).filter(Files::isRegularFile);
    }

    /** @param place what {@link #in} found */
    static DataSet read(String name, Path place, DataRequest request) throws DataException {
        if (Files.isDirectory(place)) {
            Emnist split = chosen(place, request, s -> s.idx().in(place));
            return split.named(name, place, split.idx().parts(place, request), request);
        }
        try (ZipFile zip = new ZipFile(place.toFile())) {
            Emnist split = chosen(
                    place,
                    request,
                    s -> s.entry(zip, "-train-images-idx3-ubyte").isPresent());
            ImageSet train = split.images(place, zip, "-train", request, 0);
            ImageSet test = split.images(place, zip, "-test", request, train.pixels().length);
            return split.named(name, place, new Idx.Parts(train, test), request);
        } catch (ZipException e) {
            throw new DataException(place + " is not a sound zip file: " + e.getMessage(), Messages.FETCH_AGAIN, e);
        } catch (IOException e) {
            throw Messages.unreadable(place, e);
        }
    }

    private interface Test {
        boolean has(Emnist split);
    }

    /** The split that the request names, otherwise the only one that is present. */
    private static Emnist chosen(Path place, DataRequest request, Test test) throws DataException {
        List<Emnist> there = Arrays.stream(values()).filter(test::has).toList();
        Optional<String> wanted = request.variant();
        if (wanted.isEmpty() && there.size() == 1) {
            return there.get(0);
        }
        if (wanted.isEmpty()) {
            throw new DataException(
                    place + " has several splits of EMNIST: " + words(there),
                    "Write data \"emnist:SPLIT\", such as \"emnist:balanced\"; -Dbnn.data=PATH then says where the"
                            + " files are.");
        }
        return there.stream()
                .filter(s -> s.word().equals(wanted.get()))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        place + " has no split " + wanted.get() + " of EMNIST, but " + words(there),
                        "Copy its four files there, or choose another split."));
    }

    private Optional<ZipEntry> entry(ZipFile zip, String end) {
        String file = "emnist-" + word() + end;
        for (String path : List.of(FOLDER + "/" + file + ".gz", file + ".gz")) {
            ZipEntry entry = zip.getEntry(path);
            if (entry != null) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private ImageSet images(Path file, ZipFile zip, String part, DataRequest request, long held) throws DataException {
        int[] sizes = new int[3];
        byte[] pixels = content(file, zip, part + "-images-idx3-ubyte", Idx.IMAGES, sizes, request, held);
        byte[] labels = content(file, zip, part + "-labels-idx1-ubyte", Idx.LABELS, new int[1], request, held);
        return Idx.labelled(
                file + ": emnist-" + word() + part + "-images", "its file of labels", sizes, pixels, labels);
    }

    private byte[] content(Path file, ZipFile zip, String end, int magic, int[] sizes, DataRequest request, long held)
            throws DataException {
        ZipEntry entry = entry(zip, end)
                .orElseThrow(
                        () -> new DataException(file + " has no emnist-" + word() + end + ".gz", Messages.FETCH_AGAIN));
        String name = file + ": " + entry.getName();
        long size = Math.max(0, Math.min(entry.getSize(), Messages.size(file)));
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(zip.getInputStream(entry)))) {
            return Idx.read(new Idx.Source(name, in, size), magic, sizes, request, held);
        } catch (EOFException e) {
            throw Idx.cutInHeader(name, size, e);
        } catch (ZipException e) {
            throw Idx.corrupt(name, e);
        } catch (IOException e) {
            throw Messages.unreadable(file, e);
        }
    }

    /** Transposes the images back, and gives the labels their names. */
    private DataSet named(String name, Path from, Idx.Parts parts, DataRequest request) throws DataException {
        ImageSet train = upright(from, parts.train());
        ImageSet test = upright(from, parts.test());
        ClassNames wanted = request.classes();
        boolean numbers = !wanted.any() && wanted.numbers() && wanted.names().size() != 10;
        return numbers
                ? Labels.numbered(name, from.toString(), plus(train, firstLabel), plus(test, firstLabel), request)
                : Labels.named(name, from.toString(), names, train, test, request);
    }

    private ImageSet upright(Path from, ImageSet lying) throws DataException {
        if (lying.height() != lying.width()) {
            throw new DataException(
                    from + " has images of " + lying.height() + " x " + lying.width() + ", EMNIST's are square",
                    Messages.FETCH_AGAIN);
        }
        for (int label : lying.labels()) {
            if (label < firstLabel || label >= firstLabel + names.size()) {
                throw new DataException(
                        from + " is corrupt: emnist-" + word() + " has label " + label + ", labels go from "
                                + firstLabel + " to " + (firstLabel + names.size() - 1),
                        Messages.FETCH_AGAIN);
            }
        }
        transpose(lying.pixels(), lying.height());
        return plus(lying, -firstLabel);
    }

    /** Transposes each image in place. */
    private static void transpose(byte[] pixels, int side) {
        for (int image = 0; image < pixels.length; image += side * side) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < y; x++) {
                    int a = image + y * side + x;
                    int b = image + x * side + y;
                    byte kept = pixels[a];
                    pixels[a] = pixels[b];
                    pixels[b] = kept;
                }
            }
        }
    }

    private static ImageSet plus(ImageSet set, int offset) {
        return set.relabelled(
                IntStream.range(0, MOST_LABELS).map(k -> k + offset).toArray());
    }
}
