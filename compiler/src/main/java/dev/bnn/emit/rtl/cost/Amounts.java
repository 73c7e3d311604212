// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import java.util.EnumMap;
import java.util.Map;

/** The amount of each feature of a unit or a stream, with the memories and multipliers that follow from its sizes alone. */
public final class Amounts {
    private final Map<Feature, Double> features = new EnumMap<>(Feature.class);
    private long ram;
    private long ultra;
    private long dsp;

    Amounts add(Feature feature, double amount) {
        if (amount != 0) {
            features.merge(feature, amount, Double::sum);
        }
        return this;
    }

    Amounts ram(long cells) {
        ram += cells;
        return this;
    }

    Amounts ultra(long cells) {
        ultra += cells;
        return this;
    }

    Amounts dsp(long cells) {
        dsp += cells;
        return this;
    }

    /** The amount of each feature that is not 0. */
    public Map<Feature, Double> features() {
        return features;
    }

    /** Block RAMs: halves of 18 kbit, or blocks of 4 kbit on iCE40. */
    public long ram() {
        return ram;
    }

    public long ultra() {
        return ultra;
    }

    public long dsp() {
        return dsp;
    }
}
