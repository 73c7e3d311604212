// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.estimate.Device;
import dev.bnn.estimate.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes resources of different kinds comparable: each costs the share of the part that it takes, in whole billionths, so
 * that sums are exact. The price of a design is the sum of its shares.
 */
record Prices(Resources one) {
    private static final long WHOLE = 1_000_000_000;

    /** What an unknown part's resources are taken to be worth: those of a small part with a usual mix. */
    private static final Device USUAL = Device.ofPart("xc7z020").orElseThrow();

    /** Mixes of the price of logic and that of memory by which bounds are found. */
    private static final int MIXES = 64;

    static Prices of(Optional<Device> device) {
        return shares(device.orElse(USUAL).resources());
    }

    /** One for each kind of resource: what a design takes of that kind. */
    static List<Prices> kinds() {
        return List.of(
                new Prices(new Resources(1, 0, 0, 0, 0)),
                new Prices(new Resources(0, 1, 0, 0, 0)),
                new Prices(new Resources(0, 0, 1, 0, 0)),
                new Prices(new Resources(0, 0, 0, 1, 0)),
                new Prices(new Resources(0, 0, 0, 0, 1)));
    }

    Prices times(long factor) {
        return new Prices(new Resources(
                one.lut() * factor, one.ff() * factor, one.bram18() * factor, one.uram() * factor, one.dsp() * factor));
    }

    /** This less other prices, so that what is cheap by it takes much of those. */
    Prices minus(Prices other) {
        return new Prices(one.minus(other.one));
    }

    private static Prices shares(Resources all) {
        return new Prices(new Resources(
                share(all.lut()), share(all.ff()), share(all.bram18()), share(all.uram()), share(all.dsp())));
    }

    /**
     * Prices by which a design that keeps to a budget costs no more than the budget does: single resources, and mixes of
     * logic and memory, which are what designs trade for one another.
     */
    static List<Prices> bounds(Resources budget) {
        Resources s = shares(budget).one();
        List<Prices> bounds = new ArrayList<>(List.of(
                new Prices(new Resources(0, s.ff(), 0, 0, 0)),
                new Prices(new Resources(0, 0, 0, s.uram(), 0)),
                new Prices(new Resources(0, 0, 0, 0, s.dsp())),
                new Prices(new Resources(s.lut(), 0, s.bram18(), s.uram(), 0))));
        for (int i = 0; i <= MIXES; i++) {
            bounds.add(new Prices(new Resources(s.lut() * i, 0, s.bram18() * (MIXES - i), 0, 0)));
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
