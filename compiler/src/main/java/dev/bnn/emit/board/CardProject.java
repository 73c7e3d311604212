// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import dev.bnn.emit.Names;

/** What the linker of Vitis, {@code v++}, needs of the project of a card's kernel. */
public final class CardProject {
    /** The linker's options. */
    public static final String LINK_FILE = "link.cfg";

    /** Bytes of a pixel: with a word of memory they are registers, of which HLS makes 1,024 of an array. */
    public static final int MOST_CHANNELS = 960;

    private CardProject() {}

    /** File name of the kernel that the project's script leaves there. */
    public static String kernel(String network) {
        return Names.top(network) + ".xo";
    }
}
