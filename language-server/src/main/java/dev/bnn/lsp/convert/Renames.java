// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.edit.navigate.Rename;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Converts a rename to changes of the document, or to a sentence that says why it is not possible, which editors show. */
public final class Renames {
    private Renames() {}

    public static WorkspaceEdit of(Rename.Outcome outcome, Places places) {
        if (outcome instanceof Rename.Refused refused) {
            throw new ResponseErrorException(
                    new ResponseError(ResponseErrorCode.RequestFailed, refused.reason(), null));
        }
        List<dev.bnn.edit.TextEdit> edits = ((Rename.Renamed) outcome).edits();
        return new WorkspaceEdit(Map.of(places.uri(), places.edits(edits)));
    }
}
