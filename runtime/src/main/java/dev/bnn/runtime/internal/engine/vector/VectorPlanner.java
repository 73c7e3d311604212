// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Plans the kernels of a network, stage by stage. Sums are planned together with the stage after them: a threshold goes into the
 * same kernel, since starting accumulators at minus the threshold costs nothing extra.
 *
 * <p>A visit returns the map that the stage yields; it is empty for stages that yield sums.
 */
final class VectorPlanner implements Stage.Visitor<Optional<PlannedPlanes>> {
    private final VectorPlan plan;
    /** The map of each stage, for stages that read an earlier one. */
    private final Map<String, PlannedPlanes> maps = new HashMap<>();

    private PlannedMap map;
    /** The latest map of bits or codes. */
    private Optional<PlannedPlanes> planes = Optional.empty();

    private PlannedSums sums;
    /** The latest matrix; scores are computed from its sums. */
    private Optional<PlannedMatrix> matrix = Optional.empty();

    private VectorPlanner(Dims image, VectorPlan plan) {
        this.plan = plan;
        map = new PlannedImage(plan, VectorPlan.IMAGE);
        sums = new PlannedImageSums(plan, image);
    }

    static void plan(CompiledNetwork network, VectorPlan plan) {
        VectorPlanner planner = new VectorPlanner(network.input(), plan);
        for (Stage stage : network.stages()) {
            stage.accept(planner).ifPresent(left -> {
                planner.map = left;
                planner.planes = Optional.of(left);
                planner.maps.put(stage.name(), left);
            });
        }
    }

    @Override
    public Optional<PlannedPlanes> matrix(Stage.Matrix m) {
        if (m.groups() > 1) {
            sums = new PlannedGroups(plan, m, map);
            return Optional.empty();
        }
        PlannedMatrix planned = map.matrix(m);
        sums = planned;
        matrix = Optional.of(planned);
        return Optional.empty();
    }

    @Override
    public Optional<PlannedPlanes> depthwise(Stage.Depthwise d) {
        sums = map.depthwise(d);
        return Optional.empty();
    }

    @Override
    public Optional<PlannedPlanes> threshold(Stage.Threshold t) {
        return Optional.of(sums.threshold(t));
    }

    @Override
    public Optional<PlannedPlanes> pool(Stage.Pool p) {
        return planes.map(map -> map.pool(p));
    }

    @Override
    public Optional<PlannedPlanes> shuffle(Stage.Shuffle s) {
        return planes.map(map -> map.shuffle(s));
    }

    @Override
    public Optional<PlannedPlanes> upsample(Stage.Upsample u) {
        return planes.map(map -> map.upsample(u));
    }

    @Override
    public Optional<PlannedPlanes> sum(Stage.Sum s) {
        sums = planes.orElseThrow().sum(s);
        return Optional.empty();
    }

    @Override
    public Optional<PlannedPlanes> add(Stage.Add add) {
        sums = planes.orElseThrow().add(add, maps.get(add.from()));
        return Optional.empty();
    }

    @Override
    public Optional<PlannedPlanes> branch(Stage.Branch b) {
        PlannedPlanes left = maps.get(b.from());
        plan.add(Kernel.each((image, trace) -> trace.note(b, left.of(image)::values)));
        return Optional.of(left);
    }

    @Override
    public Optional<PlannedPlanes> concat(Stage.Concat c) {
        return planes.map(map -> map.after(maps.get(c.from()), c));
    }

    @Override
    public Optional<PlannedPlanes> score(Stage.Score s) {
        plan.scoreOf(matrix.orElseThrow().raw());
        return Optional.empty();
    }
}
