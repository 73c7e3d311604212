// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

import java.util.List;
import java.util.Optional;

/**
 * The board that carries a part.
 *
 * @param name name of the board in a target section
 * @param files patterns of the vendor's names for its board files (vendor:board:file:version), the preferred first
 * @param open pins and chip of a board for open tools; empty for one with a processor, or a bare part
 * @param platform for a card in a host, the vendor's name for the shell with which a kernel is linked; empty for all others
 */
public record Board(String name, List<String> files, Optional<OpenBoard> open, Optional<String> platform) {
    /** No board: a bare part, for which there is an IP but no bitstream. */
    public static final Board NONE = new Board("", List.of());

    /** A board with a processor, for the vendor's tools. */
    public Board(String name, List<String> files) {
        this(name, files, Optional.empty(), Optional.empty());
    }

    public Board {
        files = List.copyOf(files);
    }

    /** True if a processor on the board's chip runs the drivers. */
    public boolean hasProcessor() {
        return !files.isEmpty();
    }
}
