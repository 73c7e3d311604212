// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The image files of a folder or an archive, by their path with slashes; nothing of an archive is ever written out. */
interface ImageTree extends Closeable {
    /** Paths of image files, sorted. */
    List<String> paths();

    /** The content of one of them, at most {@link dev.bnn.data.picture.Decoder#MOST_FILE} bytes; called from several threads. */
    byte[] content(String path) throws IOException;

    /** What it is called in messages. */
    String name();

    /** What was not taken, for people. */
    List<String> notes();
}
