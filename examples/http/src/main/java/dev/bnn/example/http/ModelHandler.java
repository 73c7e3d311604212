// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example.http;

import com.sun.net.httpserver.HttpExchange;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.Dims;
import java.util.List;

/** Says what the model takes. */
final class ModelHandler extends JsonHandler {
    private final Info info;

    /** The answer. */
    record Info(String name, Dims input, List<String> classes, int largestUpload) {}

    ModelHandler(BnnModel model, int largestUpload) {
        super("GET", "/model");
        info = new Info(model.name(), model.input(), model.classes(), largestUpload);
    }

    @Override
    Info answer(HttpExchange exchange) {
        return info;
    }
}
