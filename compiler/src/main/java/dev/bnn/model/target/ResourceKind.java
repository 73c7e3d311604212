// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of resources of a device, in the order in which they are listed. Tables and messages write the constant's name. */
public enum ResourceKind {
    /** Look-up tables of six inputs; on iCE40 logic cells. */
    LUT,
    /** Flip-flops. */
    FF,
    /** Block RAM halves of 18 kbit; on iCE40 block RAMs of 4 kbit. */
    BRAM18,
    /** Ultra RAMs of 288 kbit. */
    URAM,
    /** Multipliers. */
    DSP;

    /** The words of all kinds. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(ResourceKind::word).toList();

    /** The word for it in the language, and the key of its figure in {@code metrics.json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
