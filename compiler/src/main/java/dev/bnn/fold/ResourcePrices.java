// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.estimate.Device;
import dev.bnn.estimate.Resources;
import dev.bnn.model.ResourceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes resources of different kinds comparable: each costs the share of the part that it takes, in whole billionths, so
 * that sums are exact. The price of a design is the sum of its shares.
 */
record ResourcePrices(Resources one) {
    private static final long WHOLE = 1_000_000_000;

    /** What an unknown part's resources are taken to be worth: those of a small part with a usual mix. */
    private static final Device USUAL = Device.ofPart("xc7z020").orElseThrow();

    /** Mixes of the price of logic and that of memory by which bounds are found. */
    private static final int MIXES = 64;

    static ResourcePrices of(Optional<Device> device) {
        return shares(device.orElse(USUAL).resources());
    }

    /** One for each kind of resource: what a design takes of that kind. */
    static List<ResourcePrices> kinds() {
        return Arrays.stream(ResourceKind.values())
                .map(kind -> new ResourcePrices(Resources.of(kind, 1)))
                .toList();
    }

    ResourcePrices times(long factor) {
        return new ResourcePrices(one.times(factor));
    }

    /** This less other prices, so that what is cheap by it takes much of those. */
    ResourcePrices minus(ResourcePrices other) {
        return new ResourcePrices(one.minus(other.one));
    }

    private static ResourcePrices shares(Resources all) {
        return new ResourcePrices(Resources.of(kind -> share(all.amount(kind))));
    }

    /**
     * ResourcePrices by which a design that keeps to a budget costs no more than the budget does: single resources, and mixes of
     * logic and memory, which are what designs trade for one another.
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
        // What a part does not have at all is worth all of it.
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
