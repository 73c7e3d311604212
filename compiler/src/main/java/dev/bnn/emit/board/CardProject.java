// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import dev.bnn.emit.Names;

/** The files in the project of a card's kernel that the linker of Vitis, {@code v++}, needs. */
public final class CardProject {
    /** The linker's options. */
    public static final String LINK_FILE = "link.cfg";

    /**
     * Largest number of channels, and so of bytes in a pixel. A pixel and a word of memory share an array of registers, and HLS
     * makes at most 1,024 registers of an array.
     */
    public static final int MOST_CHANNELS = 960;

    private CardProject() {}

    /** File name of the kernel that the project's script leaves there. */
    public static String kernel(String network) {
        return Names.top(network) + ".xo";
    }
}
