// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.archive;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The image files of a folder or an archive, by their path with slashes. An archive is never unpacked to the disk. */
public interface ImageTree extends Closeable {
    /** Paths of image files, sorted. */
    List<String> paths();

    /**
     * The content of a file, at most {@link dev.bnn.data.picture.Decoder#MOST_FILE} bytes. Several threads may call this at the
     * same time.
     */
    byte[] content(String path) throws IOException;

    /** The name to use in messages. */
    String name();

    /** Notes for the user on the files that were skipped. */
    List<String> notes();
}
