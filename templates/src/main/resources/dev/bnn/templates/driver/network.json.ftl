{
  "name": "[=d.top]",
  "height": [=d.height],
  "width": [=d.width],
  "channels": [=d.channels],
  "answer": "[#if d.answer.labels]labels[#else]scores[/#if]",
  "answers": [=d.answer.words],
[#if d.answer.out.pixels() > 1]
  "map": [[=d.answer.out.height()], [=d.answer.out.width()]],
[/#if]
  "answer_bytes": [=d.answerBytes],
  "length_bits": [=d.lengthBits],
[#if d.parameters??]
  "parameters": {"file": "[=d.parameters.file]", "bytes": [=d.parameters.bytes], "structure": "[=d.parameters.structure]"},
[/#if]
  "classes": [[#list d.classes as c][=c.literal][#sep], [/#list]]
}
