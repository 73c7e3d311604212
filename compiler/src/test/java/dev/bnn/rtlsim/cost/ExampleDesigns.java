// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.check.Frontend;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.Folding;
import dev.bnn.emit.Design;
import dev.bnn.fold.FoldSearch;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.target.Target;
import dev.bnn.npz.PackedParameters;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.rtlsim.RtlBackend;
import dev.bnn.testing.RandomNetworks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The designs of the examples in RTL, with packed parameters, or random ones if there are none. */
final class ExampleDesigns {
    /** Models by their names. */
    static final Map<String, String> MODELS = Map.of(
            "digits", "quickstart/src/main/bnn/digits.bnn",
            "sfc", "mnist-sfc/src/main/bnn/sfc.bnn",
            "lfc", "mnist-lfc/src/main/bnn/lfc.bnn",
            "cnv", "cifar10-cnv/src/main/bnn/cnv.bnn",
            "cnv_w1a2", "cifar10-cnv-2bit/src/main/bnn/cnv_w1a2.bnn",
            "cnv_w2a2", "cifar10-cnv-2bit/src/main/bnn/cnv_w2a2.bnn",
            "resnet", "cifar10-resnet/src/main/bnn/resnet.bnn",
            "vgg16", "cifar10-vgg16/src/main/bnn/vgg16.bnn");

    private static final RtlBackend BACKEND = new RtlBackend();

    private ExampleDesigns() {}

    /** The design of the first target with sized streams, and with the foldings that were counted or else those of the search. */
    static Design of(String name) throws Exception {
        Path model = Path.of("..", "examples").resolve(MODELS.get(name));
        Network network = Frontend.load(model).network().orElseThrow();
        Target target = network.targets().get(0);
        Path packed = model.resolveSibling(name + ".pretrained.npz");
        Parameters parameters =
                Files.exists(packed) ? PackedParameters.read(packed, network) : RandomNetworks.parameters(1, network);
        Lowered lowered =
                Lowering.lower(new LoweringRequest(network, parameters, Optional.empty(), List.of(), Optional.empty()));
        Map<String, Folding> foldings = DesignFoldings.of(name);
        if (foldings.isEmpty()) {
            foldings = FoldSearch.plan(lowered.ir(), Optional.of(target), BACKEND.costs(target))
                    .foldings();
        }
        Dataflow flow = DataflowBuilder.unfolded(lowered.ir(), target.labels()).fold(foldings);
        byte[] image = new byte[flow.input().size()];
        return new Design(
                BACKEND.size(target, flow).sized().flow(),
                target,
                name + ".bnn",
                List.of(image),
                List.of(lowered.model().scores(image)));
    }
}
