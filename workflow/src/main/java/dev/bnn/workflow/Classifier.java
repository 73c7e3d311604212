package dev.bnn.workflow;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.WeightType;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import dev.bnn.training.FloatModel;
import java.util.List;
import java.util.Optional;

/**
 * Classifies by the compiled network, whose integers give the order, and by the trained one, whose real scores give
 * probabilities. A network with float weights has no compiled form.
 */
record Classifier(FloatModel trained, Optional<BnnModel> compiled) implements AutoCloseable {
    static Classifier of(Network network, Parameters parameters) throws WorkflowException {
        FloatModel trained;
        try {
            trained = new FloatModel(network, parameters);
        } catch (IllegalArgumentException e) {
            throw new WorkflowException("The parameters do not fit " + network.name() + ": " + e.getMessage()
                    + ". Run mvn bnn:train first.");
        }
        boolean binary = network.layers().stream()
                .noneMatch(l -> l instanceof Layer.Weighted w && w.weights() == WeightType.FLOAT);
        Optional<BnnModel> compiled = binary
                ? Optional.of(Lowering.lower(
                                new LoweringRequest(network, parameters, Optional.empty(), List.of(), Optional.empty()))
                        .model())
                : Optional.empty();
        return new Classifier(trained, compiled);
    }

    /** Probabilities by class, of which the compiled network's class is the greatest. */
    double[] probabilities(byte[] image) throws WorkflowException {
        if (compiled.isPresent()) {
            Agreement.check(trained, compiled.get(), image);
        }
        return trained.probabilities(image);
    }

    @Override
    public void close() {
        trained.close();
    }
}
