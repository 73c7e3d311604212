// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.estimate.CostModel;
import dev.bnn.estimate.Estimate;
import dev.bnn.model.target.Target;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import java.util.List;

/**
 * The design of a target with its streams sized, as far as it is known before any vendor tool runs. Goals and editors take its
 * figures from here.
 *
 * @param sized the pipeline with streams of sufficient depths, and its simulated interval
 * @param estimate resources of its units
 * @param stages largest number of pipeline stages per unit that a tool may choose; 0 if the tool has no choice
 * @param warnings warnings about depths that the target section chooses
 */
public record SizedDesign(StreamDepths.Sized sized, Estimate estimate, int stages, List<Diagnostic> warnings) {
    public SizedDesign {
        warnings = List.copyOf(warnings);
    }

    /**
     * Sizes the streams of a pipeline for HLS, which takes seconds for a large one.
     *
     * @param costs the cost model of the back end
     * @throws DiagnosticException if the target section chooses the depth of a stream that is not there, or one
     *     that blocks
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static SizedDesign of(Target target, Dataflow flow, CostModel costs) {
        ChosenDepths chosen = ChosenDepths.of(target, flow);
        StreamDepths.Sized sized = StreamDepths.of(flow, chosen.words());
        return new SizedDesign(sized, Estimate.of(sized.flow(), costs), StreamDepths.Sized.STAGES, chosen.warnings());
    }

    /**
     * Sizes the streams of a pipeline for RTL by the latencies of its units, which are known, so it gives no warnings of depths
     * that may be too small.
     *
     * @throws DiagnosticException as {@link #of}
     */
    public static SizedDesign rtl(Target target, Dataflow flow, RtlFabric fabric, CostModel costs) {
        StreamDepths.Sized sized = rtl(target, flow, fabric);
        return new SizedDesign(sized, Estimate.of(sized.flow(), costs), 0, List.of());
    }

    /** The streams of {@link #rtl(Target, Dataflow, RtlFabric, CostModel)}. */
    public static StreamDepths.Sized rtl(Target target, Dataflow flow, RtlFabric fabric) {
        ChosenDepths chosen = ChosenDepths.of(target, flow);
        try {
            return StreamDepths.of(flow, fabric, chosen.words());
        } catch (BlockedException e) {
            throw new DiagnosticException(List.of(chosen.blocked(target, e)));
        }
    }
}
