// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Labels;
import dev.bnn.data.Memory;
import dev.bnn.data.Messages;
import dev.bnn.data.archive.Gzip;
import dev.bnn.data.matlab.MatFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/**
 * The cropped digits of Street View House Numbers (Netzer et al. 2011): MATLAB files with {@code X}, pixels as 32 x 32 x 3 x
 * images with rows fastest, and {@code y}, labels from 1 to 10, where 10 is the digit 0.
 */
final class Svhn {
    static final String TRAIN = "train_32x32.mat";
    static final String TEST = "test_32x32.mat";
    static final String EXTRA = "extra_32x32.mat";

    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int IMAGE = SIDE * SIDE * CHANNELS;
    private static final int ZERO = 10;

    private final DataRequest request;
    private long held;

    private Svhn(DataRequest request) {
        this.request = request;
    }

    /** True if one of the two files exists; the folder then counts as SVHN. */
    static boolean in(Path folder) {
        return Stream.of(TRAIN, TEST).map(folder::resolve).anyMatch(Files::isRegularFile);
    }

    /**
     * Reads the set. The extra images belong to the training set if the request names them, or if a folder that it names contains
     * them.
     */
    static DataSet read(String name, Path folder, DataRequest request) throws DataException {
        DataSets.requireSize(folder.toString(), CHANNELS, SIDE, SIDE, request);
        boolean named = request.spec().equals(Published.SVHN);
        boolean extra = request.variant().isPresent() || (!named && Files.isRegularFile(folder.resolve(EXTRA)));
        Svhn reader = new Svhn(request);
        ImageSet train = reader.images(folder, extra ? List.of(TRAIN, EXTRA) : List.of(TRAIN));
        if (extra) {
            request.progress()
                    .message(String.format(Locale.ROOT, "%s: the images of %s are training images", folder, EXTRA));
        }
        return Labels.numbered(name, folder.toString(), train, reader.images(folder, List.of(TEST)), request);
    }

    private ImageSet images(Path folder, List<String> files) throws DataException {
        ImageSet all = null;
        for (String name : files) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new DataException(folder + " has no " + name, "Copy the missing file there.");
            }
            request.progress().message("reading " + file);
            ImageSet set = images(file);
            all = all == null ? set : join(file, all, set);
        }
        return all;
    }

    private static ImageSet join(Path file, ImageSet a, ImageSet b) throws DataException {
        if ((long) a.pixels().length + b.pixels().length > Integer.MAX_VALUE - 8) {
            throw new DataException(file + " has more images than can be loaded with those before it", "Leave it out.");
        }
        byte[] pixels = new byte[a.pixels().length + b.pixels().length];
        System.arraycopy(a.pixels(), 0, pixels, 0, a.pixels().length);
        System.arraycopy(b.pixels(), 0, pixels, a.pixels().length, b.pixels().length);
        int[] labels = new int[a.count() + b.count()];
        System.arraycopy(a.labels(), 0, labels, 0, a.count());
        System.arraycopy(b.labels(), 0, labels, a.count(), b.count());
        return new ImageSet(CHANNELS, SIDE, SIDE, pixels, labels);
    }

    private ImageSet images(Path file) throws DataException {
        try {
            long size = Files.size(file);
            Map<String, Matrix> arrays =
                    MatFile.read(file, Map.of("X", array -> checkPixels(file, size, array), "y", Svhn::checkLabels));
            for (String array : List.of("X", "y")) {
                if (!arrays.containsKey(array)) {
                    throw new DataException(file + " is corrupt: it has no array " + array, Messages.FETCH_AGAIN);
                }
            }
            return images(file, arrays.get("X"), arrays.get("y"));
        } catch (IOException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof Refused refused) {
                    throw refused.problem;
                }
            }
            throw new DataException(file + " is corrupt: " + Messages.reason(e), Messages.FETCH_AGAIN, e);
        }
    }

    /** Carries a DataException out of the reader. */
    private static final class Refused extends IOException {
        private final transient DataException problem;

        Refused(DataException problem) {
            super(problem.problem());
            this.problem = problem;
        }
    }

    private void checkPixels(Path file, long size, MatFile.Header array) throws IOException {
        int[] sizes = array.dimensions();
        boolean images = sizes.length >= 3 && sizes[0] == SIDE && sizes[1] == SIDE && sizes[2] == CHANNELS;
        boolean one = sizes.length == 3;
        if (!images || sizes.length > 4 || !(one || sizes[3] > 0) || array.values() < 0) {
            throw new IOException("X has " + array.sizes() + " values, not 32 x 32 x 3 x images");
        }
        if (array.values() > size * Gzip.MOST_RATIO) {
            throw new IOException("X has " + array.sizes() + " values, more than its " + size + " bytes can hold");
        }
        if (array.type() != MatlabType.UInt8) {
            throw new IOException("X holds values of type " + array.type() + ", not UInt8");
        }
        held += array.values();
        try {
            Memory.require(file.toString(), held);
        } catch (DataException e) {
            throw new Refused(e);
        }
    }

    private static void checkLabels(MatFile.Header array) throws IOException {
        int[] sizes = array.dimensions();
        if (array.values() < 1 || sizes.length != 2 || array.values() > Integer.MAX_VALUE / IMAGE || sizes[1] != 1) {
            throw new IOException("y has " + array.sizes() + " values, not one for each image");
        }
    }

    private static ImageSet images(Path file, Matrix x, Matrix y) throws DataException {
        int count = x.getNumElements() / IMAGE;
        if (y.getNumElements() != count) {
            throw new DataException(
                    file + " is corrupt: it has " + count + " images, but " + y.getNumElements() + " labels",
                    Messages.FETCH_AGAIN);
        }
        byte[] pixels = new byte[count * IMAGE];
        int[] labels = new int[count];
        for (int image = 0; image < count; image++) {
            double label = y.getDouble(image);
            if (!(label >= 1 && label <= ZERO && label == Math.rint(label))) {
                throw new DataException(
                        file + " is corrupt: image " + image + " has label " + label + ", labels go from 1 to 10",
                        Messages.FETCH_AGAIN);
            }
            labels[image] = (int) label % ZERO;
            for (int channel = 0; channel < CHANNELS; channel++) {
                for (int column = 0; column < SIDE; column++) {
                    int from = ((image * CHANNELS + channel) * SIDE + column) * SIDE;
                    int to = image * IMAGE + column * CHANNELS + channel;
                    for (int row = 0; row < SIDE; row++) {
                        pixels[to + row * SIDE * CHANNELS] = x.getByte(from + row);
                    }
                }
            }
        }
        return new ImageSet(CHANNELS, SIDE, SIDE, pixels, labels);
    }
}
