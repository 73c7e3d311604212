// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.dataflow.Unit;
import dev.bnn.emit.array.UnitArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The pragmas of arrays. The dimensions whose elements a unit uses in the same cycle are partitioned completely, up to 1,024
 * elements: HLS refuses more (XFORM 203-103). Further dimensions are reshaped: the elements of an address become one wide word.
 */
final class HlsPragmas {
    /** The largest number of elements of a completely partitioned array. */
    static final int MAX_ELEMENTS = 1024;

    private HlsPragmas() {}

    /** The pragmas of an array of a unit. */
    static List<HlsView.Pragma> of(UnitArray array) {
        List<HlsView.Pragma> pragmas = new ArrayList<>();
        long partitioned = 1;
        for (int dimension : array.parallel()) {
            int elements = array.extent().get(dimension - 1);
            boolean fits = partitioned * elements <= MAX_ELEMENTS;
            partitioned *= fits ? elements : 1;
            if (elements > 1) {
                pragmas.add(complete(fits ? "array_partition" : "array_reshape", array.name(), dimension));
            }
        }
        return pragmas;
    }

    /** The pragmas of the ring of a sliding window: one memory per row, and how soon a word is read after its write. */
    static List<HlsView.Pragma> ring(String array, Unit.Window window) {
        List<HlsView.Pragma> pragmas = new ArrayList<>();
        if (window.rows() <= MAX_ELEMENTS) {
            pragmas.add(complete("array_partition", array, 1));
        }
        pragmas.add(distance(array, RingDistance.min(window)));
        return pragmas;
    }

    /**
     * The pragma of the row that an upsampling unit keeps. The unit first reads a word when it begins to repeat the row, one row
     * after the word's write.
     */
    static List<HlsView.Pragma> row(String array, Unit.Upsample unit) {
        return List.of(distance(array, unit.out().width()));
    }

    private static HlsView.Pragma distance(String array, long cycles) {
        return new HlsView.Pragma(
                array, "dependence variable = " + array + " inter RAW distance = " + cycles + " true");
    }

    private static HlsView.Pragma complete(String pragma, String array, int dimension) {
        return new HlsView.Pragma(array, pragma + " variable = " + array + " complete dim = " + dimension);
    }
}
