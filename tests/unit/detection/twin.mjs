// What the JavaScript twin says, for tests that compare: `node twin.mjs vectors FILE`, or `… answers` with JSON in.
import { readFileSync } from "node:fs";

const room = new URL("../../../webhook/detection/javascript/", import.meta.url);
const { load } = await import(new URL("turnpoint-detection.mjs", room));
const { differing } = await import(new URL("check.mjs", room));
const detection = await load();

if (process.argv[2] === "vectors") {
  console.log(JSON.stringify(differing(detection, JSON.parse(readFileSync(process.argv[3], "utf8")))));
} else {
  const { texts, file, key } = JSON.parse(readFileSync(0, "utf8"));
  const filter = file && detection.KeyedFilter.from(Buffer.from(file, "base64"), Buffer.from(key, "hex"));
  const answers = texts.map((text) => [
    detection.fold(text),
    detection.readings(detection.words(text)).map(({ pieces, skeletons }) => [pieces, skeletons]),
    filter && filter.likely(text),
  ]);
  console.log(JSON.stringify(answers));
}
