// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import java.util.Arrays;
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
        List<Unit> units = flow.units();
        // In one pass over the streams: the search estimates thousands of pipelines.
        Resources[] written = new Resources[units.size()];
        Arrays.fill(written, Resources.NONE);
        List<Dataflow.Stream> streams = flow.streams();
        for (int s = 0; s < streams.size(); s++) {
            Dataflow.Stream stream = streams.get(s);
            written[stream.writer()] = written[stream.writer()].plus(
                    costs.stream(stream.bits(), flow.depths().get(s)));
        }
        return new Estimate(
                flow,
                IntStream.range(0, units.size())
                        .mapToObj(i -> unit(units.get(i), flow.depths().get(i), written[i], costs))
                        .toList(),
                costs.shell(flow.input()));
    }

    private static UnitEstimate unit(Unit unit, int depth, Resources written, CostModel costs) {
        return new UnitEstimate(
                unit, depth, unit.cycles(), costs.unit(unit).plus(written), Math.round(FinnLut.of(unit)));
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
