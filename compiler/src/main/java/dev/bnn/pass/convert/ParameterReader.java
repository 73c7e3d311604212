// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.convert;

import dev.bnn.model.Layer;
import dev.bnn.model.Parameters;
import dev.bnn.pass.Problems;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import java.util.Arrays;
import java.util.List;

/** Reads a layer's parameters; what is missing, misshapen or not a number becomes a diagnostic. */
final class ParameterReader {
    private final Parameters parameters;
    private final List<Diagnostic> problems;

    ParameterReader(Parameters parameters, List<Diagnostic> problems) {
        this.parameters = parameters;
        this.problems = problems;
    }

    /** The values in C order, or zeros, with a diagnostic. */
    float[] read(Layer layer, String parameter, int... shape) {
        String name = layer.name() + "." + parameter;
        int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        Parameters.Array array = parameters.arrays().get(name);
        String hint = "the file belongs to another version of the network; train again";
        if (array == null) {
            problem(layer, "parameter " + name + " is missing; expected shape " + Arrays.toString(shape), hint);
            return new float[size];
        }
        if (!Arrays.equals(array.shape(), shape)) {
            String found = Arrays.toString(array.shape());
            problem(layer, "parameter " + name + " has shape " + found + "; expected " + Arrays.toString(shape), hint);
            return new float[size];
        }
        for (int i = 0; i < size; i++) {
            if (!Float.isFinite(array.values()[i])) {
                problem(
                        layer,
                        "parameter " + name + " is " + array.values()[i] + " at position " + i,
                        "the training has diverged; lower the learning rate and train again");
                break;
            }
        }
        return array.values();
    }

    private void problem(Layer layer, String message, String hint) {
        problems.add(Problems.error(Code.PARAMETER, layer.span(), message, hint));
    }
}
