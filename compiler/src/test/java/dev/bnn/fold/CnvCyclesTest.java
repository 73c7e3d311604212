// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.Frontend;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.Estimate;
import dev.bnn.estimate.FrameRate;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.sim.StreamDepths;
import dev.bnn.sim.Timing;
import dev.bnn.testing.Designs;
import dev.bnn.testing.RandomNetworks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FINN's CNV with FINN's folding, from the example, against the published cycles of each layer. */
class CnvCyclesTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "cifar10-cnv", "src", "main", "bnn", "cnv.bnn");

    @Test
    void cyclesAndFramesArePublished() throws Exception {
        Network cnv = Frontend.load(EXAMPLE).network().orElseThrow();
        Target target = cnv.targets().get(0);
        Lowered lowered = Lowering.lower(new LoweringRequest(
                cnv, RandomNetworks.parameters(1, cnv), Optional.empty(), List.of(), Optional.empty()));
        FoldPlan plan = FoldSearch.plan(lowered.ir(), Optional.of(target), Designs.COSTS);
        Dataflow flow = DataflowBuilder.unfolded(lowered.ir(), 0).fold(plan.foldings());
        assertThat(flow.units())
                .filteredOn(MatrixUnit.class::isInstance)
                .extracting(Unit::cycles)
                .containsExactly(32_400L, 28_224L, 20_736L, 28_800L, 20_736L, 18_432L, 32_768L, 32_768L, 1_024L);
        assertThat(flow.bottleneck().cycles()).isEqualTo(32_768);
        assertThat(FrameRate.of(target.clockMhz(), flow.bottleneck().cycles()).text())
                .isEqualTo("3,051");
        StreamDepths.Sized sized = StreamDepths.of(flow);
        assertThat(sized.timing().interval()).isEqualTo(32_768);
        assertThat(sized.timing().steady()).isTrue();
        assertThat(Timing.of(flow).interval()).as("with two words a stream").isGreaterThan(32_768);
        Device device = Device.ofPart(target.part()).orElseThrow();
        assertThat(Estimate.of(sized.flow(), Designs.COSTS).total().within(device.resources()))
                .isTrue();
    }
}
