package dev.bnn.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * A training set and a test set of the same image size.
 *
 * @param name what it is, for people and provenance: {@code digits}, {@code mnist}, or the file name of a path
 * @param classes the name of each label, in label order
 * @param hash SHA-256 in hex over class names, sizes, pixels and labels in order: equal hashes, equal data
 */
public record DataSet(String name, List<String> classes, ImageSet train, ImageSet test, String hash) {
    public DataSet {
        classes = List.copyOf(classes);
    }

    /** A data set with its hash computed. */
    public static DataSet of(String name, List<String> classes, ImageSet train, ImageSet test) {
        MessageDigest digest = Hashes.sha256();
        for (String c : classes) {
            digest.update(c.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        for (ImageSet set : List.of(train, test)) {
            digest.update(ByteBuffer.allocate(16)
                    .putInt(set.channels())
                    .putInt(set.height())
                    .putInt(set.width())
                    .putInt(set.count())
                    .array());
            digest.update(set.pixels());
            digest.update(set.labels());
        }
        return new DataSet(name, classes, train, test, Hashes.hex(digest));
    }
}
