// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the branches of a statement begin and end among the layers of the network while the statement is expanded. */
public final class Branches {
    private final int before;
    private final boolean sure;
    private final List<Integer> begins = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private boolean allSure = true;
    private Optional<String> joined = Optional.empty();

    /**
     * @param before number of layers before all branches, which read the edge after these layers
     * @param sure whether the shape of that edge is as the source says
     */
    Branches(int before, boolean sure) {
        this.before = before;
        this.sure = sure;
    }

    int before() {
        return before;
    }

    boolean sure() {
        return sure;
    }

    /** True if no branch has begun yet. */
    boolean none() {
        return begins.isEmpty();
    }

    void add(int count) {
        begins.add(count);
    }

    void finish(int count, boolean shapesSure) {
        ends.add(count);
        allSure &= shapesSure;
    }

    /** Name of the layer that yields the channels of all branches so far; empty before the first has ended. */
    Optional<String> joined() {
        return joined;
    }

    void join(String layer) {
        joined = Optional.of(layer);
    }

    int count() {
        return ends.size();
    }

    /** Number of layers before the first layer of a branch. */
    int begin(int branch) {
        return begins.get(branch);
    }

    /** Number of layers before and in a branch. */
    int end(int branch) {
        return ends.get(branch);
    }

    boolean empty(int branch) {
        return begin(branch) == end(branch);
    }

    /** Whether the shapes at the ends of all branches are as the source says. */
    boolean allSure() {
        return allSure;
    }
}
