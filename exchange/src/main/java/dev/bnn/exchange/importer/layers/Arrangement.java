// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.layers;

import dev.bnn.exchange.ExchangeException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Arranges layers as nested statements. The branches of a join begin at its immediate dominator, the nearest layer that all of
 * them pass. Each layer in between must belong to exactly one branch; otherwise no statement can express the join.
 */
public final class Arrangement {
    /** Maximum nesting of braces; the language has a limit, too. */
    private static final int DEEPEST = 90;

    private final List<Layers.Placed> layers;
    /** For each layer, the nearest layer before it that every path from the image to it passes. */
    private final int[] dominators;
    /** For each layer, how many layers read it. */
    private final int[] readers;
    /** The layers that already have a statement. */
    private final BitSet written = new BitSet();
    /** The layers in the order of their statements, without joins. */
    private final List<ImportedLayer> order = new ArrayList<>();

    private final List<Block> blocks;

    /** @param last the place of the layer that yields the scores */
    public Arrangement(Layers all, int last) throws ExchangeException {
        layers = all.all();
        dominators = new int[layers.size()];
        readers = new int[layers.size()];
        for (int i = 0; i < dominators.length; i++) {
            List<Integer> reads = layers.get(i).reads();
            int common = reads.get(0);
            for (int read : reads) {
                common = common(common, read);
                if (read != Layers.IMAGE) {
                    readers[read]++;
                }
            }
            dominators[i] = common;
        }
        blocks = statements(last, Layers.IMAGE, 0);
    }

    /** The statements from the image to the scores. */
    public List<Block> blocks() {
        return blocks;
    }

    /** All layers except joins, in the order in which the statements name them. */
    public List<ImportedLayer> order() {
        return order;
    }

    /** The nearest common dominator of two layers. A layer always comes after its own dominator. */
    private int common(int a, int b) {
        int left = a;
        int right = b;
        while (left != right) {
            if (left > right) {
                left = dominators[left];
            } else {
                right = dominators[right];
            }
        }
        return left;
    }

    /** The statements after layer {@code before}, up to and including layer {@code last}, which {@code before} dominates. */
    private List<Block> statements(int last, int before, int depth) throws ExchangeException {
        List<Integer> places = new ArrayList<>();
        for (int at = last; at != before; at = dominators[at]) {
            if (written.get(at)) {
                throw layers.get(at)
                        .node()
                        .refuse(
                                "is read by several branches that are not joined as one",
                                "a branch reads what stands before the braces of its residual or concat, or in its own");
            }
            written.set(at);
            places.add(at);
        }
        Collections.reverse(places);
        List<Block> all = new ArrayList<>();
        for (int place : places) {
            all.add(statement(place, depth));
        }
        return all;
    }

    private Block statement(int place, int depth) throws ExchangeException {
        Layers.Placed placed = layers.get(place);
        boolean adds = placed.layer() instanceof ImportedLayer.Add;
        if (!adds && !(placed.layer() instanceof ImportedLayer.Concat)) {
            order.add(placed.layer());
            return new Block.Single(placed.layer());
        }
        if (depth == DEEPEST) {
            throw placed.node().refuse("joins branches within " + DEEPEST + " others", "nest fewer branches");
        }
        List<Integer> ends = ends(place);
        if (adds) {
            // The branch whose layers come first becomes the body. A shortcut without layers has no braces.
            boolean swap = begin(ends.get(1), place) < begin(ends.get(0), place);
            List<Block> body = statements(ends.get(swap ? 1 : 0), dominators[place], depth + 1);
            return new Block.Residual(body, statements(ends.get(swap ? 0 : 1), dominators[place], depth + 1));
        }
        List<List<Block>> branches = new ArrayList<>();
        for (int end : ends) {
            branches.add(statements(end, dominators[place], depth + 1));
        }
        return new Block.Concat(branches);
    }

    /** The ends of the branches of a join. A concat that is only the first operand of another one is merged into it. */
    private List<Integer> ends(int place) {
        List<Integer> ends = new ArrayList<>(layers.get(place).reads());
        while (layers.get(place).layer() instanceof ImportedLayer.Concat) {
            int first = ends.get(0);
            boolean begins = first != dominators[place]
                    && layers.get(first).layer() instanceof ImportedLayer.Concat
                    && readers[first] == 1
                    && dominators[first] == dominators[place];
            if (!begins) {
                return ends;
            }
            written.set(first);
            ends.remove(0);
            ends.addAll(0, layers.get(first).reads());
        }
        return ends;
    }

    /** The place of the first layer of a branch; for an empty branch, a place after all layers. */
    private int begin(int end, int join) {
        int begin = layers.size();
        for (int at = end; at != dominators[join]; at = dominators[at]) {
            begin = at;
        }
        return begin;
    }
}
