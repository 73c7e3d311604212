// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.Dataflow;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cycles and resources of a pipeline by unit, before any vendor tool runs.
 *
 * @param units the units in the order of the pipeline, each with the streams that it writes
 * @param shell what surrounds the pipeline on a board
 */
public record Estimate(Dataflow flow, List<UnitEstimate> units, Resources shell) {
    public Estimate {
        units = List.copyOf(units);
    }

    /** @param costs the cost model of the back end */
    public static Estimate of(Dataflow flow, CostModel costs) {
        // Once for all units: the search estimates thousands of pipelines.
        List<Dataflow.Stream> streams = flow.streams();
        return new Estimate(
                flow,
                IntStream.range(0, flow.units().size())
                        .mapToObj(i -> unit(flow, streams, i, costs))
                        .toList(),
                costs.shell());
    }

    private static UnitEstimate unit(Dataflow flow, List<Dataflow.Stream> streams, int i, CostModel costs) {
        var unit = flow.units().get(i);
        Resources written = IntStream.range(0, streams.size())
                .filter(s -> streams.get(s).writer() == i)
                .mapToObj(s -> costs.stream(streams.get(s).bits(), flow.depths().get(s)))
                .reduce(Resources.NONE, Resources::plus);
        return new UnitEstimate(
                unit,
                flow.depths().get(i),
                unit.cycles(),
                costs.unit(unit).plus(written),
                Math.round(FinnLut.of(unit)));
    }

    /** All units, their streams and the shell around them. */
    public Resources total() {
        return units.stream().map(UnitEstimate::resources).reduce(shell, Resources::plus);
    }

    /** LUTs of the units by the model of FINN-R. */
    public long finnLut() {
        return units.stream().mapToLong(UnitEstimate::finnLut).sum();
    }
}
