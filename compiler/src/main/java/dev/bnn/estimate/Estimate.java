// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.Dataflow;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cycles and resources of a pipeline by unit, before any vendor tool runs.
 *
 * @param units in the order of the pipeline, each with the streams that it writes
 */
public record Estimate(Dataflow flow, List<UnitEstimate> units) {
    public Estimate {
        units = List.copyOf(units);
    }

    public static Estimate of(Dataflow flow) {
        return new Estimate(
                flow,
                IntStream.range(0, flow.units().size())
                        .mapToObj(i -> unit(flow, i))
                        .toList());
    }

    private static UnitEstimate unit(Dataflow flow, int i) {
        var unit = flow.units().get(i);
        List<Dataflow.Stream> streams = flow.streams();
        Resources written = flow.written(i)
                .mapToObj(s -> Costs.stream(streams.get(s).bits(), flow.depths().get(s)))
                .reduce(Resources.NONE, Resources::plus);
        return new UnitEstimate(
                unit, flow.depths().get(i), unit.cycles(), Costs.of(unit).plus(written), Math.round(FinnLut.of(unit)));
    }

    /** All units, their streams and the shell around them. */
    public Resources total() {
        return units.stream().map(UnitEstimate::resources).reduce(Costs.SHELL, Resources::plus);
    }

    /** The units' look-up tables by the model of FINN-R. */
    public long finnLut() {
        return units.stream().mapToLong(UnitEstimate::finnLut).sum();
    }
}
