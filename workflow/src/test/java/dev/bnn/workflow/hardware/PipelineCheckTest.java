// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.model.Shape;
import dev.bnn.workflow.WorkflowException;
import org.junit.jupiter.api.Test;

/** The messages. {@code StreamWordsTest} of the compiler compares units with networks. */
class PipelineCheckTest {
    @Test
    void equalAnswersPass() {
        assertThatCode(() -> requireEqual(new Dataflow.Answer(false, Shape.vector(3), 3, 16), 10, 20, 30))
                .doesNotThrowAnyException();
    }

    @Test
    void aDifferentScoreIsNamed() {
        assertThatThrownBy(() -> requireEqual(new Dataflow.Answer(false, Shape.vector(3), 3, 16), 10, 20, -31))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(
                        "tiny: the units of the pipeline differ from the compiled network. On test image 2 the score of"
                                + " class 2 is -31, where 30 is expected. This is a defect of the compiler: please report it"
                                + " with the model and tiny.npz.");
    }

    @Test
    void aDifferentLabelOfAMapIsNamed() {
        assertThatThrownBy(() -> requireEqual(new Dataflow.Answer(true, new Shape(10, 1, 3), 1, 8), 10, 21, 30))
                .hasMessageContaining(
                        "On test image 2 the label in place 0 at position 1 is 21, where 20 is expected.");
    }

    private static void requireEqual(Dataflow.Answer answer, long... found) throws WorkflowException {
        PipelineCheck.requireEqual("tiny", answer, 2, new long[] {10, 20, 30}, found);
    }
}
