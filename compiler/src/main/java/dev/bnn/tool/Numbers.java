// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.util.Optional;

/** Parses numbers of reports. */
public final class Numbers {
    private Numbers() {}

    /** Parses a number; empty for words such as undef and NA. */
    public static Optional<Double> of(String text) {
        return text.matches("-?\\d{1,15}(\\.\\d{1,15})?") ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
