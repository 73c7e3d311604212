// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places the maps between layers in one memory. Two maps may overlap unless a layer needs both. First fit in the order of the layers. */
final class MapPlan {
    /** A map in words, written by layer {@code written} and last read by layer {@code read}. */
    private record Placed(int offset, int words, int written, int read) {
        boolean overlaps(int from, int to) {
            return written <= to && read >= from;
        }
    }

    private final List<Placed> maps = new ArrayList<>();

    /**
     * The first word of a map.
     *
     * @param written index of the layer that writes it
     * @param read index of the last layer that reads it
     */
    int place(int words, int written, int read) {
        List<Placed> alive = maps.stream()
                .filter(m -> m.overlaps(written, read))
                .sorted(Comparator.comparingInt(Placed::offset))
                .toList();
        int offset = 0;
        for (Placed map : alive) {
            if (map.offset - offset >= words) {
                break;
            }
            offset = Math.max(offset, map.offset + map.words);
        }
        maps.add(new Placed(offset, words, written, read));
        return offset;
    }

    /** Words of the memory. */
    int words() {
        return maps.stream().mapToInt(m -> m.offset + m.words).max().orElse(0);
    }
}
