// CloudFront, on every request: an address of a folder is its index.html; one without the final slash is sent there.
function handler(event) {
  var request = event.request;
  var path = request.uri;
  var name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "") {
    request.uri = path + "index.html";
  } else if (name === "index.html") {
    return moved(path.slice(0, -name.length), request.querystring);
  } else if (!name.includes(".")) {
    return moved(path + "/", request.querystring);
  }
  return request;
}

// One leading slash: "//host/" would be another site's address. The question is kept, as it was asked.
function moved(path, question) {
  var asked = Object.keys(question).map(function (key) {
    var values = question[key].multiValue || [question[key]];
    return values.map(function (each) { return each.value === "" ? key : key + "=" + each.value; }).join("&");
  });
  var location = path.replace(/^[\/\\]+/, "/") + (asked.length ? "?" + asked.join("&") : "");
  return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: location } } };
}
