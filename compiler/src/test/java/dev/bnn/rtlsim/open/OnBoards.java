// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

import dev.bnn.check.BoardTargets;
import dev.bnn.dataflow.Folding;
import dev.bnn.emit.Design;
import dev.bnn.emit.rtl.RtlEmitter;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.target.Memory;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Target;
import dev.bnn.rtlsim.RtlBackend;
import dev.bnn.sim.StreamDepths;
import dev.bnn.testing.Designs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Designs on boards without a processor. */
final class OnBoards {
    private OnBoards() {}

    /** A network so small that synthesis takes seconds. */
    static Designs.Made small() {
        return Designs.of(
                3,
                NetworkBuilder.named("small")
                        .input(1, 4, 4, ValueSet.ScaledBytes.range("-128", "127"))
                        .dense(6, WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .dense(2, WeightType.BIPOLAR)
                        .build(),
                Designs.TARGET,
                shape -> new Folding(2, 1, Memory.LUT));
    }

    /** Writes the RTL project of a design for a board. */
    static Design emit(Designs.Made made, Target target, Path project) throws IOException {
        Design plain = made.design();
        Target labelled = Designs.labels(target, plain.target().labels());
        Design design = new Design(
                StreamDepths.of(plain.flow(), RtlBackend.fabric(target)).flow(),
                labelled,
                plain.source(),
                plain.images(),
                plain.scores());
        RtlEmitter.emit(design, RtlBackend.fabric(target), project);
        return design;
    }

    static Target target(String board, String entries) {
        return BoardTargets.of(board, entries);
    }

    static OpenFlow.Request request(Design design, Path project, Path work) {
        OpenBoard board = design.target().board().open().orElseThrow();
        return new OpenFlow.Request(
                project, work, design.flow().network(), board, design.target().clockMhz(), 1, Duration.ofMinutes(10));
    }
}
