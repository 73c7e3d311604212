// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A training set and a test set of the same image size, and a validation set if the data has its own.
 *
 * @param name for messages and provenance: {@code digits}, {@code mnist}, or the file name of a path
 * @param classes the name of each label, in label order
 * @param validation empty if validation images are held out of the training set
 * @param hash SHA-256 in hex over class names, sizes, pixels and labels in order: equal hashes, equal data
 */
public record DataSet(
        String name, List<String> classes, ImageSet train, Optional<ImageSet> validation, ImageSet test, String hash) {
    private static final int ONE_BYTE = 256;

    public DataSet {
        classes = List.copyOf(classes);
    }

    /** A data set with its hash computed, and no validation set of its own. */
    public static DataSet of(String name, List<String> classes, ImageSet train, ImageSet test) {
        return of(name, classes, train, Optional.empty(), test);
    }

    /** A data set with its hash computed. */
    public static DataSet of(
            String name, List<String> classes, ImageSet train, Optional<ImageSet> validation, ImageSet test) {
        MessageDigest digest = Hashes.sha256();
        for (String c : classes) {
            digest.update(c.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        Stream.of(Optional.of(train), Optional.of(test), validation)
                .flatMap(Optional::stream)
                .forEach(set -> add(digest, set, classes.size()));
        return new DataSet(name, classes, train, validation, test, Hashes.hex(digest));
    }

    private static void add(MessageDigest digest, ImageSet set, int classes) {
        digest.update(ByteBuffer.allocate(16)
                .putInt(set.channels())
                .putInt(set.height())
                .putInt(set.width())
                .putInt(set.count())
                .array());
        digest.update(set.pixels());
        int bytes = classes <= ONE_BYTE ? 1 : 2;
        ByteBuffer labels = ByteBuffer.allocate(Math.multiplyExact(bytes, set.labels().length));
        for (int label : set.labels()) {
            if (bytes == 1) {
                labels.put((byte) label);
            } else {
                labels.putShort((short) label);
            }
        }
        digest.update(labels.array());
    }

    /** This data set with only the first {@code trainImages} training images. */
    public DataSet limited(int trainImages) {
        return trainImages >= train.count() ? this : of(name, classes, train.first(trainImages), validation, test);
    }

    /** How many training images to hold out if a recipe asks for {@code wanted}: none if the data has its own validation set. */
    public int heldOut(int wanted) {
        return validation.isPresent() ? 0 : wanted;
    }

    /**
     * How many images to validate with if a recipe asks for {@code wanted}: the data's whole validation set if it has its own,
     * unless the recipe asks for none.
     */
    public int validating(int wanted) {
        return wanted == 0 ? 0 : validation.map(ImageSet::count).orElse(wanted);
    }
}
