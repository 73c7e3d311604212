package dev.bnn.emit;

import dev.bnn.dataflow.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tool is told of arrays. Dimensions whose elements are used in the same cycle are taken apart, as far as that makes at
 * most 1,024 pieces, which is what HLS takes (XFORM 203-103). Of the rest, the elements of an address become one wide word.
 */
final class HlsPragmas {
    /** The most elements into which HLS takes an array apart. */
    static final int MOST_PIECES = 1024;

    private HlsPragmas() {}

    /** Of an array of a unit. */
    static List<HlsView.Pragma> of(UnitArray array) {
        List<HlsView.Pragma> pragmas = new ArrayList<>();
        long pieces = 1;
        for (int dimension : array.together()) {
            int elements = array.extent().get(dimension - 1);
            boolean apart = pieces * elements <= MOST_PIECES;
            pieces *= apart ? elements : 1;
            if (elements > 1) {
                pragmas.add(complete(apart ? "array_partition" : "array_reshape", array.name(), dimension));
            }
        }
        return pragmas;
    }

    /** Of the ring of a sliding window: a memory a row, and how soon a word is read after it was written. */
    static List<HlsView.Pragma> ring(Unit.Window window) {
        List<HlsView.Pragma> pragmas = new ArrayList<>();
        if (window.rows() <= MOST_PIECES) {
            pragmas.add(complete("array_partition", "ring", 1));
        }
        pragmas.add(new HlsView.Pragma(
                "ring", "dependence variable = ring inter RAW distance = " + window.soonest() + " true"));
        return pragmas;
    }

    private static HlsView.Pragma complete(String pragma, String array, int dimension) {
        return new HlsView.Pragma(array, pragma + " variable = " + array + " complete dim = " + dimension);
    }
}
