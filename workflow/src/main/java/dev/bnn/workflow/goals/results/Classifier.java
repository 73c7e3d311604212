// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.results;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.TrainedParameters;
import java.util.List;
import java.util.Optional;

/** Computes class probabilities of an image: with the compiled network, or with the trained one if its weights are float. */
interface Classifier extends AutoCloseable {
    static Classifier of(Network network, Parameters parameters) throws WorkflowException {
        return network.synthesizable()
                ? compiled(network, parameters)
                : new Float(TrainedParameters.floatModel(network, parameters));
    }

    private static Classifier compiled(Network network, Parameters parameters) {
        LoweringRequest request =
                new LoweringRequest(network, parameters, Optional.empty(), List.of(), Optional.empty());
        return new Compiled(Lowering.lower(request).model());
    }

    /** Probabilities by class. */
    double[] probabilities(byte[] image);

    @Override
    void close();

    record Compiled(BnnModel model) implements Classifier {
        @Override
        public double[] probabilities(byte[] image) {
            return model.probabilities(image);
        }

        @Override
        public void close() {}
    }

    record Float(FloatModel model) implements Classifier {
        @Override
        public double[] probabilities(byte[] image) {
            return model.probabilities(image);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
