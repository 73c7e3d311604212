// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import java.util.List;

/**
 * The board that carries a part.
 *
 * @param name its name in a target section
 * @param files patterns of the vendor's names for its board files (vendor:board:file:version), the preferred first
 */
public record Board(String name, List<String> files) {
    /** No board: a bare part, for which there is an IP but no bitstream. */
    public static final Board NONE = new Board("", List.of());

    public Board {
        files = List.copyOf(files);
    }
}
