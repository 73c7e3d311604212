// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.estimate.Device;
import dev.bnn.estimate.Resources;
import dev.bnn.model.target.ResourceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Prices of resources, which make different kinds comparable: the price of a resource is its share of the part, in whole billionths
 * so that sums are exact. The price of a design is the sum over its resources.
 */
record ResourcePrices(Resources one) {
    private static final long WHOLE = 1_000_000_000;

    /** Used for an unknown part: a small part with a typical mix. */
    private static final Device USUAL = Device.ofPart("xc7z020").orElseThrow();

    /** Number of mixes of the prices of logic and memory for bounds. */
    private static final int MIXES = 64;

    static ResourcePrices of(Optional<Device> device) {
        return shares(device.orElse(USUAL).resources());
    }

    /** For each kind of resource, the prices that count that kind alone. */
    static List<ResourcePrices> kinds() {
        return Arrays.stream(ResourceKind.values())
                .map(kind -> new ResourcePrices(Resources.of(kind, 1)))
                .toList();
    }

    ResourcePrices times(long factor) {
        return new ResourcePrices(one.times(factor));
    }

    /** These prices minus others: a design that is cheap by the difference takes much by the others. */
    ResourcePrices minus(ResourcePrices other) {
        return new ResourcePrices(one.minus(other.one));
    }

    private static ResourcePrices shares(Resources all) {
        return new ResourcePrices(Resources.of(kind -> share(all.amount(kind))));
    }

    /**
     * Prices by which no design within a budget costs more than the budget itself: single kinds, and mixes of logic and memory, since
     * designs trade one for the other.
     */
    static List<ResourcePrices> bounds(Resources budget) {
        Resources s = shares(budget).one();
        List<ResourcePrices> bounds = new ArrayList<>(List.of(
                new ResourcePrices(new Resources(0, s.ff(), 0, 0, 0)),
                new ResourcePrices(new Resources(0, 0, 0, s.uram(), 0)),
                new ResourcePrices(new Resources(0, 0, 0, 0, s.dsp())),
                new ResourcePrices(new Resources(s.lut(), 0, s.bram18(), s.uram(), 0))));
        for (int i = 0; i <= MIXES; i++) {
            bounds.add(new ResourcePrices(new Resources(s.lut() * i, 0, s.bram18() * (MIXES - i), 0, 0)));
        }
        return bounds;
    }

    private static long share(long available) {
        // A kind that the part does not have costs the whole part.
        return available <= 0 ? WHOLE : WHOLE / available;
    }

    long of(Resources r) {
        return r.lut() * one.lut()
                + r.ff() * one.ff()
                + r.bram18() * one.bram18()
                + r.uram() * one.uram()
                + r.dsp() * one.dsp();
    }
}
